package paper_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/paper"
	"sevenfold/internal/sample"
)

// oddNotes are what people write that a document could trip over.
var oddNotes = []string{
	"#strong[not markup] *nor this* $x$ @here // <script>alert(1)</script> \\ \"quoted\"", "Two lines,\nand a second.",
	"Cymraeg: ŵ ŷ â. Ελληνικά. Українська.", "רשימה קצרה", "ملاحظة قصيرة", "简短的说明", "短い説明", "짧은 메모", "संक्षिप्त टिप्पणी", "บันทึกสั้น ๆ", "Q̃ and x̂ 🙂",
}

// ownAnswers answers all but the last statement, in every way.
func ownAnswers(t testing.TB, instrument string) paper.Own {
	t.Helper()
	s := sheet(t, instrument)
	o := paper.Own{
		Trust: s.Trust, Respondent: "Ruth Okafor", Round: s.Round, Questionnaire: s.Questionnaire, Ends: s.Ends, Answers: map[string]audit.Answer{},
		Standing: []string{"You submitted these answers, and they count."}, Made: time.Date(2026, 12, 1, 10, 42, 0, 0, audit.London),
	}
	statements := o.Questionnaire.Statements()
	for i, statement := range statements[:len(statements)-1] {
		n := audit.Answer{Statement: statement.ID, Position: 1 + i%len(o.Questionnaire.Scale.Points)}
		if bases := paper.Bases(o.Questionnaire); len(bases) > 0 {
			n.Basis = bases[i%len(bases)].ID
		}
		if i%2 == 0 && i/2 < len(oddNotes) {
			n.Note = oddNotes[i/2]
		}
		o.Answers[statement.ID] = n
	}
	return o
}

func toldBy(t testing.TB, program string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

func ownPDF(t testing.TB, o paper.Own) (file string, pdf []byte) {
	t.Helper()
	pdf, err := paper.MyAnswers(t.Context(), press(t), o)
	must(t, err)
	file = filepath.Join(t.TempDir(), "own.pdf")
	must(t, os.WriteFile(file, pdf, 0o600))
	return file, pdf
}

func onOneLine(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "\u200b", "")), " ")
}

func TestOnesOwnAnswersOfEveryInstrument(t *testing.T) {
	for _, in := range questionnaire(t, small).Framework.Instruments {
		o := ownAnswers(t, in.ID)
		file, pdf := ownPDF(t, o)
		toldBy(t, "qpdf", "--check", file)
		text := onOneLine(toldBy(t, "pdftotext", "-raw", file, "-"))
		statements := o.Questionnaire.Statements()
		first, last := statements[0], statements[len(statements)-1]
		choice, _ := paper.SaidOf(o.Questionnaire, o.Answers[first.ID])
		for _, want := range []string{
			o.Title(), "Ruth Okafor", o.Trust, o.Round.Title, o.Questionnaire.Scale.Question, "on " + audit.Date(o.Made) + " at 10:42",
			"Sevenfold keeps no copy", "and they count.", first.Text, "What I said " + choice, last.Text + " ",
		} {
			if !strings.Contains(text, onOneLine(want)) {
				t.Errorf("%s: got nothing of %q", in.ID, want)
			}
		}
		for says, want := range map[string]bool{
			"Not answered": true, first.Challenge: in.Reflection, first.Strength: in.Reflection,
			"feeds nobody’s appraisal": in.Reflection, "My reflection": in.Reflection, "How I know": in.Basis,
		} {
			if got := strings.Contains(text, onOneLine(says)); got != want {
				t.Errorf("%s: says %q: got %v, want %v", in.ID, says, got, want)
			}
		}
		info := toldBy(t, "pdfinfo", file)
		for _, want := range []string{`Title: +` + o.Title() + `: `, `Author: +Ruth Okafor\n`, `Tagged: +yes\n`, `\(A4\)`, `JavaScript: +no\n`, `Form: +none\n`} {
			if !regexp.MustCompile(want).MatchString(info) {
				t.Errorf("%s: got information %s\nwant %s", in.ID, info, want)
			}
		}
		for _, want := range []string{"/DisplayDocTitle true", "/Lang (en-GB)", "<pdfuaid:part>1</pdfuaid:part>"} {
			if !bytes.Contains(pdf, []byte(want)) {
				t.Errorf("%s: got no %s in the PDF", in.ID, want)
			}
		}
	}
}

func TestWhatSomebodyWroteStaysText(t *testing.T) {
	o := ownAnswers(t, "seven-domains")
	o.Trust, o.Respondent, o.Round.Title = "*Bold* #panic() Trust", "Máire <b>Ní</b>", "#import \"/etc/passwd\""
	file, _ := ownPDF(t, o)
	text := onOneLine(toldBy(t, "pdftotext", "-raw", file, "-"))
	for _, want := range append([]string{o.Trust, o.Respondent, o.Round.Title}, oddNotes[0], oddNotes[1], oddNotes[2], oddNotes[5], oddNotes[6], oddNotes[7]) {
		if !strings.Contains(text, onOneLine(want)) {
			t.Errorf("got nothing of %q in %s", want, text)
		}
	}
	for _, font := range []string{"NotoSans-", "Hebrew", "Arabic", "SC", "KR", "Thai"} {
		if fonts := toldBy(t, "pdffonts", file); !strings.Contains(fonts, font) {
			t.Errorf("got the fonts\n%s\nwant one of %s", fonts, font)
		}
	}
}

func TestTheLongestNotesHaveRoom(t *testing.T) {
	o := ownAnswers(t, small)
	for id, n := range o.Answers {
		n.Note = strings.Repeat("word ", audit.NoteLimit/5)
		if n.Position == 2 {
			n.Note = strings.Repeat("w", audit.NoteLimit)
		}
		o.Answers[id] = n
	}
	file, _ := ownPDF(t, o)
	if got := strings.Count(onOneLine(toldBy(t, "pdftotext", "-raw", file, "-")), "My note"); got != len(o.Answers) {
		t.Errorf("got %d notes, want %d", got, len(o.Answers))
	}
	const margin = 595.28 - 20/25.4*72 // where a letter's own edge may reach over
	for _, place := range regexp.MustCompile(`<word xMin="\S+" yMin="\S+" xMax="(\S+)"`).FindAllStringSubmatch(toldBy(t, "pdftotext", "-bbox", file, "-"), -1) {
		right, err := strconv.ParseFloat(place[1], 64)
		if err != nil || right > margin+2 {
			t.Fatalf("got a word that ends at %s, want it within the margins", place[1])
		}
	}
}

func TestOnesOwnAnswersAreTheSameEachTime(t *testing.T) {
	_, first := ownPDF(t, ownAnswers(t, small))
	_, again := ownPDF(t, ownAnswers(t, small))
	if !bytes.Equal(first, again) {
		t.Error("got two different files, want the same")
	}
	other := ownAnswers(t, small)
	other.Round = sample.Round(func(r *audit.Round) { r.Title = "Another" })
	if _, different := ownPDF(t, other); bytes.Equal(first, different) {
		t.Error("got the same file of two rounds")
	}
}
