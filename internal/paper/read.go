package paper

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
)

// Limit is the most that a filled file may hold, in bytes.
const Limit = 10 << 20

// The ways in which a file as a whole can't be read. Nothing of it is kept then.
var (
	ErrNotPDF     = fmt.Errorf("the file is not a PDF: %w", fault.Invalid)
	ErrCutOff     = fmt.Errorf("the file ends in the middle: %w", fault.Invalid)
	ErrLocked     = fmt.Errorf("the file is protected by a password: %w", fault.Invalid)
	ErrNoFields   = fmt.Errorf("the file has no fields: %w", fault.Invalid)
	ErrXFA        = fmt.Errorf("the file's fields are of another kind (XFA): %w", fault.Invalid)
	ErrNotOurs    = fmt.Errorf("the file is no questionnaire of ours, or its mark was changed: %w", fault.Invalid)
	ErrOtherMake  = fmt.Errorf("the file was made by another version of the program: %w", fault.Invalid)
	ErrOtherTrust = fmt.Errorf("the file is of another trust: %w", fault.Invalid)
	ErrOtherRound = fmt.Errorf("the file is of another round: %w", fault.Invalid)
	ErrOtherText  = fmt.Errorf("the file has another text than the round was opened with: %w", fault.Invalid)
	ErrEmpty      = fmt.Errorf("nothing is filled in: %w", fault.Invalid)
)

// Filled is what a file says.
type Filled struct {
	Name    string         // that was written on it
	Answers []audit.Answer // of the statements of which it says something, in order
	Unread  []Unread
}

// Unread is something that the file holds and that can't be taken.
type Unread struct {
	Code string // of the statement; "" where it is of none
	Why  Why
	What string // which field, where Why is UnknownField
}

// Why is what is wrong with a part of a file.
type Why string

// The ways in which a part of a file can't be taken.
const (
	TwoAnswers   Why = "two answers"         // to one statement
	TwoBases     Why = "two ways of knowing" // for one statement
	NoSuchAnswer Why = "no such answer"
	NoSuchBasis  Why = "no such way of knowing"
	BasisAlone   Why = "a way of knowing without a place on the scale"
	NoteTooLong  Why = "a note too long"
	UnknownField Why = "a field that the questionnaire does not have"
)

// Read reads a questionnaire with fields that was filled in and saved. Each
// part of it that can't be taken is told; the rest can be.
func Read(ctx context.Context, data []byte, round audit.Round, q audit.Questionnaire) (Filled, error) {
	fields, err := readFields(ctx, data)
	if err != nil {
		return Filled{}, fmt.Errorf("read a questionnaire: %w", err)
	}
	if err := checkMark(fields, markOf(round)); err != nil {
		return Filled{}, fmt.Errorf("read a questionnaire: %w", err)
	}
	filled := answersOf(fields, q)
	if len(filled.Answers) == 0 && len(filled.Unread) == 0 {
		return Filled{}, fmt.Errorf("read a questionnaire: %w", ErrEmpty)
	}
	return filled, nil
}

func checkMark(fields map[string]field, want mark) error {
	found, made, ok := readMark(fields[kindMark].text())
	switch {
	case !ok:
		return ErrNotOurs
	case made != form:
		return ErrOtherMake
	case found.Trust != want.Trust:
		return ErrOtherTrust
	case found.Round != want.Round:
		return ErrOtherRound
	case found != want:
		return ErrOtherText
	}
	return nil
}

const (
	headWithin = 1024 // bytes from the beginning, as viewers look for it
	endWithin  = 1024 // bytes from the end
)

// longest is how long a file may take to be read; ours take a moment.
const longest = 20 * time.Second

// withoutFolder keeps the library from writing a folder of settings.
var withoutFolder = sync.OnceFunc(api.DisableConfigDir)

func readFields(ctx context.Context, data []byte) (fields map[string]field, err error) {
	if !bytes.Contains(data[:min(len(data), headWithin)], []byte("%PDF-")) {
		return nil, ErrNotPDF
	}
	// The library mends a file that was cut off, by what stood there before it was
	// filled in: that must not pass for what was filled in.
	if !bytes.Contains(data[max(0, len(data)-endWithin):], []byte("%%EOF")) {
		return nil, ErrCutOff
	}
	withoutFolder()
	conf := model.NewDefaultConfiguration()
	conf.Limits = limits
	defer func() {
		if met := recover(); met != nil {
			err = ErrCutOff
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	doc, err := pdfcpu.ReadWithContext(ctx, bytes.NewReader(data), conf)
	switch {
	case errors.Is(err, pdfcpu.ErrWrongPassword), errors.Is(err, pdfcpu.ErrMalformedEncryption), errors.Is(err, pdfcpu.ErrUnsupportedEncryptionFeature):
		return nil, ErrLocked
	case err != nil:
		return nil, errors.Join(ErrCutOff, err)
	}
	return fieldsOf(doc)
}

// limits are far above what our own files need.
var limits = model.ResourceLimits{
	MaxStreamBytes: Limit, MaxDecodeBytes: 4 * Limit, MaxImagePixels: 1 << 20, MaxImageBytes: Limit,
	MaxObjectCount: 200_000, MaxObjectStreamCount: 50_000, MaxObjectStreamFirst: 1 << 20, MaxXRefEntries: 200_000, MaxRecursionDepth: 50,
}
