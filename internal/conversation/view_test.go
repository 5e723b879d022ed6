package conversation

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestViewsAreChecked(t *testing.T) {
	tests := []struct {
		name string
		view View
		want error
	}{
		{"nothing yet", View{}, nil},
		{"a position and a reason", View{Position: 4, Why: "We have seen it."}, nil},
		{"a reason without a position", View{Why: "We could not agree."}, nil},
		{"a position off the scale", View{Position: 5}, ErrNoSuchPosition},
		{"a position below it", View{Position: -1}, ErrNoSuchPosition},
		{"as long as may be, in families", View{Why: strings.Repeat("👩‍👩‍👧", WhyLimit)}, nil},
		{"one character more", View{Why: strings.Repeat("م", WhyLimit+1)}, ErrWhyTooLong},
	}
	for _, tt := range tests {
		if got := tt.view.Check(4); !errors.Is(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestSittingsPutTogetherWhatOnePersonSavedInOneGo(t *testing.T) {
	at := func(by string, minute int) View {
		return View{ByID: by, Why: fmt.Sprint(by, minute), At: time.Date(2027, 3, 4, 18, minute, 0, 0, time.UTC)}
	}
	versions := []View{at("a", 40), at("b", 31), at("a", 30), at("a", 29), at("a", 12), at("a", 3)}
	var got []string
	for _, s := range Sittings(versions) {
		got = append(got, fmt.Sprint(s.Why, " x", s.Saves))
	}
	if want := []string{"a40 x1", "b31 x1", "a30 x2", "a12 x2"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := Sittings(nil); got != nil {
		t.Errorf("of nothing: got %v, want none", got)
	}
}
