package asset

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

func get(t *testing.T, handler http.Handler, address, acceptEncoding string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, address, nil)
	if acceptEncoding != "" {
		r.Header.Set("Accept-Encoding", acceptEncoding)
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w.Result()
}

func TestEveryFileOfTheBuildIsServed(t *testing.T) {
	for name, contentType := range map[string]string{
		"app.css":       "text/css; charset=utf-8",
		"app.js":        "text/javascript; charset=utf-8",
		"favicon.svg":   "image/svg+xml",
		"favicon.png":   "image/png",
		"heading.woff2": "font/woff2",
		"live.js":       "text/javascript; charset=utf-8",
		"reading.woff2": "font/woff2",
	} {
		t.Run(name, func(t *testing.T) {
			response := get(t, Handler(), Path(name), "")
			if response.StatusCode != http.StatusOK {
				t.Fatalf("status: got %d, want 200", response.StatusCode)
			}
			for header, want := range map[string]string{
				"Content-Type":     contentType,
				"Cache-Control":    "public, max-age=31536000, immutable",
				"Vary":             "Accept-Encoding",
				"Content-Encoding": "",
			} {
				if got := response.Header.Get(header); got != want {
					t.Errorf("%s: got %q, want %q", header, got, want)
				}
			}
		})
	}
	if len(built.names) != 7 {
		t.Errorf("files of the build: got %d, want the 7 listed above", len(built.names))
	}
}

func TestCompressionIsTheBestThatTheBrowserTakes(t *testing.T) {
	for name, test := range map[string]struct{ accepts, want string }{
		"nothing is said":             {"", ""},
		"only gzip":                   {"gzip, deflate", "gzip"},
		"both":                        {"gzip, deflate, br", "br"},
		"brotli refused":              {"gzip, br;q=0", "gzip"},
		"brotli wanted less":          {"gzip;q=1.0, br; q=0.5", "br"},
		"a word that cannot be read":  {"br;q=much", ""},
		"a name that begins the same": {"brotli", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := get(t, Handler(), Path("app.css"), test.accepts).Header.Get("Content-Encoding"); got != test.want {
				t.Errorf("Content-Encoding: got %q, want %q", got, test.want)
			}
		})
	}
}

func TestACompressedFileHoldsTheSame(t *testing.T) {
	plain, err := io.ReadAll(get(t, Handler(), Path("app.js"), "").Body)
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := gzip.NewReader(get(t, Handler(), Path("app.js"), "gzip").Body)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, plain) {
		t.Errorf("unpacked: got %d bytes that differ from the plain file's %d", len(got), len(plain))
	}
}

func TestOnlyHashedNamesAreFound(t *testing.T) {
	for _, address := range []string{
		"/assets/app.css", "/assets/manifest.json", "/assets/.gitkeep", "/assets/", "/assets/../asset.go", Path("app.css") + ".br",
	} {
		if got := get(t, Handler(), address, "").StatusCode; got != http.StatusNotFound {
			t.Errorf("%s: got status %d, want 404", address, got)
		}
	}
}

func TestWhatIsLoadedFirstStaysSmall(t *testing.T) {
	size := func(name, suffix string) int {
		body, err := fs.ReadFile(built.files, strings.TrimPrefix(Path(name), Prefix)+suffix)
		if err != nil {
			t.Fatal(err)
		}
		return len(body)
	}
	// A first page may weigh 60 kB without its fonts; what is left of that is for the page itself.
	if got := size("app.css", ".gz") + size("app.js", ".gz"); got > 25_000 {
		t.Errorf("styles and scripts, compressed: got %d bytes, want at most 25000", got)
	}
	// The one page that refreshes itself loads a script more; it keeps to the same 60 kB.
	if got := size("live.js", ".gz"); got > 20_000 {
		t.Errorf("the script of a page that refreshes itself, compressed: got %d bytes, want at most 20000", got)
	}
	if got := size("heading.woff2", "") + size("reading.woff2", ""); got >= 90_000 {
		t.Errorf("fonts: got %d bytes, want under 90000", got)
	}
}

func TestAProgramBuiltWithoutAssetsSaysWhatToDo(t *testing.T) {
	empty := load(fstest.MapFS{"dist/.gitkeep": {}})
	if !errors.Is(empty.err, fs.ErrNotExist) || !strings.Contains(empty.err.Error(), "run make assets") {
		t.Errorf("error: got %v, want one that says to run make assets", empty.err)
	}
	if got := get(t, empty, "/assets/app.css", "").StatusCode; got != http.StatusInternalServerError {
		t.Errorf("status: got %d, want 500", got)
	}
}

func TestANameThatNoBuildKnowsPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("Path of an unknown name: got an address, want a panic")
		}
	}()
	Path("app.sass")
}
