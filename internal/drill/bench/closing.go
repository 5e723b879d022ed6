package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"sevenfold/internal/drill"
)

// notedOne is how many answers there are to one that has a note.
const notedOne = 30

// closing closes as many rounds of so many people, who all submitted, one
// after the other.
func (p *place) closing(ctx context.Context, rounds, people int) (times, error) {
	now := time.Now()
	var boards []drill.Board
	for i := range rounds {
		b, err := drill.NewBoard(ctx, p.store, fmt.Sprintf("Closing %d of %d", i+1, people), people, now)
		if err != nil {
			return times{}, err
		}
		for number, seat := range b.Seats {
			if err := p.answerAndSubmit(ctx, seat, number, now); err != nil {
				return times{}, err
			}
		}
		boards = append(boards, b)
	}
	return timed(rounds, []int{os.Getpid(), p.server.PID()}, func(turn int) error {
		b := boards[turn]
		return p.store.CloseRound(ctx, b.TrustID, b.RoundID, b.Clerk, now)
	})
}

func (p *place) answerAndSubmit(ctx context.Context, seat drill.Seat, number int, now time.Time) error {
	answers := drill.Answers(p.questionnaire, number)
	for i := range answers {
		if (i+number)%notedOne != 0 {
			answers[i].Note = ""
		}
	}
	if _, err := p.store.SaveAnswers(ctx, seat.TrustID, seat.RoundID, seat.PersonID, answers, now); err != nil {
		return err
	}
	return p.store.Submit(ctx, seat.TrustID, seat.RoundID, seat.PersonID, now)
}
