-- What was read from a questionnaire on paper waits as a file of people does, for
-- an hour at most: a first typing for the second, a filled file for its
-- confirmation. It holds answers, so it is shown to nobody but whoever holds the
-- paper, is emptied once it is saved, and goes with the respondent.
ALTER TABLE uploads
    ALTER COLUMN roster DROP NOT NULL,
    ADD COLUMN paper jsonb CHECK (octet_length(paper::text) <= 4000000),
    ADD COLUMN round_id uuid,
    ADD COLUMN respondent_person_id uuid,
    ADD FOREIGN KEY (trust_id, round_id, respondent_person_id)
        REFERENCES respondents (trust_id, round_id, person_id) ON DELETE CASCADE,
    ADD CONSTRAINT uploads_hold_people_or_paper CHECK ((roster IS NULL) = (paper IS NOT NULL)),
    ADD CONSTRAINT paper_is_of_a_respondent CHECK
        ((paper IS NULL) = (round_id IS NULL) AND (paper IS NULL) = (respondent_person_id IS NULL)),
    ADD CONSTRAINT paper_is_never_ones_own CHECK (respondent_person_id <> person_id),
    ADD CONSTRAINT paper_waits_an_hour CHECK (paper IS NULL OR expires_at <= uploaded_at + interval '1 hour');
CREATE INDEX uploads_respondent ON uploads (trust_id, round_id, respondent_person_id) WHERE paper IS NOT NULL;
