DROP TABLE benefit_paragraphs;
DROP TABLE agreed_views;
DROP TABLE agenda_items;
DROP TABLE agendas;
