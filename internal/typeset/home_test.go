package typeset

import (
	"os"
	"path/filepath"
	"testing"
)

func TestAFolderThatOthersMayWriteToIsNotUsed(t *testing.T) {
	folder := t.TempDir()
	h, err := openHome(folder)
	if err != nil {
		t.Fatalf("open the folder: %v", err)
	}
	if err := os.Chmod(h.dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := openHome(folder); err == nil {
		t.Error("got no error, want a refusal")
	}
	if NewPress(folder, DefaultLimits).Ready() {
		t.Error("got ready, want not")
	}
}

func TestWhatAnotherEngineCompiledIsNotReady(t *testing.T) {
	h, err := openHome(t.TempDir())
	if err != nil {
		t.Fatalf("open the folder: %v", err)
	}
	for _, mark := range []string{"ready", "ready-v0.0.1"} {
		if err := os.WriteFile(filepath.Join(h.dir, mark), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if h.ready() {
		t.Error("got ready by the marks of other engines, want not")
	}
	if err := h.settle(); err != nil {
		t.Fatalf("settle: %v", err)
	}
	if !h.ready() {
		t.Error("got not ready, want it settled")
	}
}

func TestACompilerThatWasCutOffIsUnpackedAgain(t *testing.T) {
	newTestPress(t, asIs) // the code is there
	whole, err := openHome(folder(t))
	if err != nil {
		t.Fatal(err)
	}
	spoilt, err := openHome(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(whole.code(), spoilt.code()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(spoilt.wasmFile(), []byte("cut off"), 0o600); err != nil {
		t.Fatal(err)
	}
	if spoilt.ready() {
		t.Fatal("got ready before anything was compiled")
	}
	c, err := openCompiler(t.Context(), filepath.Dir(spoilt.dir))
	if err != nil {
		t.Fatalf("open the compiler: %v", err)
	}
	defer c.close()
	if !spoilt.ready() {
		t.Error("got not ready after it was compiled")
	}
	if pdf, err := c.pdf(Source{Main: "whole again"}); err != nil || len(pdf) == 0 {
		t.Errorf("got %d bytes and %v, want a PDF", len(pdf), err)
	}
}
