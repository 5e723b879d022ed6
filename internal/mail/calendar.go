package mail

import (
	"bytes"
	"fmt"
	"net/url"
	"time"

	ics "github.com/arran4/golang-ical"
)

// ClosingDay is the last day to answer a round, for a calendar.
type ClosingDay struct {
	UID          string // the same for the same round and person, so that a later file moves the day instead of adding one
	Trust, Round string
	Day          time.Time // any instant of the day, as London has it
	Link         string
	At           time.Time
}

// Calendar writes it as a file of RFC 5545: a whole day that leaves the person free.
func (c ClosingDay) Calendar() ([]byte, error) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		return nil, fmt.Errorf("find London's time: %w", err)
	}
	link, err := url.Parse(c.Link)
	if err != nil {
		return nil, fmt.Errorf("put the link into a calendar file: %w", err)
	}
	day := c.Day.In(london)
	calendar := ics.NewCalendar()
	calendar.SetProductId("-//Sevenfold//Closing day//EN")
	calendar.SetMethod(ics.MethodPublish)
	event := calendar.AddEvent(oneLine(c.UID))
	event.SetDtStampTime(c.At)
	// A later file with the same UID counts only where its sequence is higher; minutes since 1970 only grow.
	event.SetSequence(int(c.At.Unix() / 60))
	event.SetAllDayStartAt(day)
	event.SetAllDayEndAt(day.AddDate(0, 0, 1))
	event.SetSummary("Last day to answer: " + oneLine(c.Round))
	event.SetDescription(oneLine(c.Trust) + " asks for your answers by the end of this day.\n" + link.String())
	event.SetURL(link.String())
	event.SetTimeTransparency(ics.TransparencyTransparent)
	var file bytes.Buffer
	if err := calendar.SerializeTo(&file, ics.WithNewLine("\r\n")); err != nil {
		return nil, fmt.Errorf("write a calendar file: %w", err)
	}
	return file.Bytes(), nil
}
