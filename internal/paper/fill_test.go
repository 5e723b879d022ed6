package paper_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// qpdf runs the tool that fills files in here. It shares nothing with what makes
// and reads them.
func qpdf(t testing.TB, args ...string) {
	t.Helper()
	out, err := exec.Command("qpdf", args...).CombinedOutput()
	// 3 tells that it warned of something.
	if exit, is := err.(*exec.ExitError); is && exit.ExitCode() == 3 {
		err = nil
	}
	if err != nil {
		t.Fatalf("qpdf: %v\n%s", err, out)
	}
}

// pdfObjects is what a file holds, as qpdf tells it.
type pdfObjects struct {
	Acroform struct {
		Fields []struct {
			Fullname, Parent, Object string
			Annotation               struct {
				Object           string
				Appearancestream string
			}
		}
	}
	Qpdf []json.RawMessage
}

// filler fills a file in by its fields' names.
type filler struct {
	t       testing.TB
	file    string
	objects pdfObjects
	stored  map[string]struct {
		Value any `json:"value"`
	}
	changed map[string]any
}

func newFiller(t testing.TB, pdf []byte) *filler {
	t.Helper()
	f := &filler{t: t, file: filepath.Join(t.TempDir(), "form.pdf"), changed: map[string]any{}}
	must(t, os.WriteFile(f.file, pdf, 0o600))
	out, err := exec.Command("qpdf", "--json=2", "--json-key=acroform", "--json-key=qpdf", f.file).Output()
	must(t, err)
	must(t, json.Unmarshal(out, &f.objects))
	must(t, json.Unmarshal(f.objects.Qpdf[1], &f.stored))
	return f
}

// object is one that may be changed.
func (f *filler) object(name string) map[string]any {
	f.t.Helper()
	value, is := f.stored["obj:"+name].Value.(map[string]any)
	if !is {
		f.t.Fatalf("the file has no object %s", name)
	}
	f.changed["obj:"+name] = map[string]any{"value": value}
	return value
}

// mark crosses one of the boxes of a field, as a viewer does: the field has the
// value, and the box the look.
func (f *filler) mark(name, state string) {
	f.t.Helper()
	for _, field := range f.objects.Acroform.Fields {
		if field.Fullname != name {
			continue
		}
		box := f.object(field.Object)
		looks := box["/AP"].(map[string]any)["/N"].(map[string]any)
		if _, ok := looks["/"+state]; !ok {
			continue
		}
		box["/AS"] = "/" + state
		f.object(field.Parent)["/V"] = "/" + state
		return
	}
	f.t.Fatalf("no field %s has the state %s", name, state)
}

// write puts words into a field.
func (f *filler) write(name, words string) {
	f.t.Helper()
	for _, field := range f.objects.Acroform.Fields {
		if field.Fullname == name {
			f.object(field.Object)["/V"] = "u:" + words
			return
		}
	}
	f.t.Fatalf("no field %s", name)
}

// rename gives a field another name.
func (f *filler) rename(name, other string) {
	f.t.Helper()
	for _, field := range f.objects.Acroform.Fields {
		if field.Fullname == name {
			f.object(field.Object)["/T"] = "u:" + other
			return
		}
	}
	f.t.Fatalf("no field %s", name)
}

// catalogue is the document's.
func (f *filler) catalogue() map[string]any {
	f.t.Helper()
	root := f.stored["trailer"].Value.(map[string]any)["/Root"].(string)
	return f.object(root)
}

func (f *filler) pdf(args ...string) []byte {
	f.t.Helper()
	head := map[string]any{}
	must(f.t, json.Unmarshal(f.objects.Qpdf[0], &head))
	update, err := json.Marshal(map[string]any{"qpdf": []any{head, f.changed}})
	must(f.t, err)
	folder := f.t.TempDir()
	changes, out := filepath.Join(folder, "changes.json"), filepath.Join(folder, "filled.pdf")
	must(f.t, os.WriteFile(changes, update, 0o600))
	qpdf(f.t, append(strings.Fields("--no-warn --update-from-json="+changes+" "+f.file+" "+out), args...)...)
	pdf, err := os.ReadFile(out)
	must(f.t, err)
	return pdf
}

// setValue sets what a group of boxes holds, whatever its boxes look like.
func (f *filler) setValue(name, value string) {
	f.t.Helper()
	for _, field := range f.objects.Acroform.Fields {
		if field.Fullname == name {
			f.object(field.Parent)["/V"] = value
			return
		}
	}
	f.t.Fatalf("no field %s", name)
}
