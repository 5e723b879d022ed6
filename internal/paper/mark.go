package paper

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"sevenfold/internal/audit"
)

// mark says in a file with fields what it is a form of.
type mark struct {
	Trust, Round, Framework, Instrument string
}

func markOf(r audit.Round) mark {
	return mark{Trust: r.TrustID, Round: r.ID, Framework: r.FrameworkHash, Instrument: r.Instrument}
}

// form is the way in which fields are named and valued. Another number is a file
// of another version of this program.
const form = 1

const markWord = "sevenfold-questionnaire"

// String is the mark as the file holds it: its words, and their checksum.
func (m mark) String() string {
	words := strings.Join([]string{markWord, strconv.Itoa(form), m.Trust, m.Round, m.Framework, m.Instrument}, " ")
	return words + " " + checksum(words)
}

func checksum(words string) string {
	sum := sha256.Sum256([]byte(words))
	return hex.EncodeToString(sum[:8])
}

// readMark takes a mark apart; false where it is none, or was changed.
func readMark(text string) (m mark, made int, ok bool) {
	words := strings.Fields(text)
	if len(words) != 7 || words[0] != markWord || checksum(strings.Join(words[:6], " ")) != words[6] {
		return mark{}, 0, false
	}
	made, err := strconv.Atoi(words[1])
	return mark{Trust: words[2], Round: words[3], Framework: words[4], Instrument: words[5]}, made, err == nil
}
