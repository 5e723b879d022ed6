// Package asset holds the styles, scripts, fonts and pictures that pages ask for, compiled into the program and served under
// names that carry a hash of their content, so that a browser may keep them for a year.
package asset

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

//go:embed all:dist
var embedded embed.FS

// Prefix is where the files lie on the site.
const Prefix = "/assets/"

// bundle is one build of the files: manifest.json leads from a source's name to the name that is served.
type bundle struct {
	files fs.FS
	names map[string]string
	err   error
}

var built = load(embedded)

func load(files fs.FS) bundle {
	raw, err := fs.ReadFile(files, "dist/manifest.json")
	if err != nil {
		return bundle{err: fmt.Errorf("the styles and scripts are not built (run make assets): %w", err)}
	}
	dist, err := fs.Sub(files, "dist")
	if err != nil {
		return bundle{err: fmt.Errorf("open built assets: %w", err)}
	}
	b := bundle{files: dist}
	if err := json.Unmarshal(raw, &b.names); err != nil {
		return bundle{err: fmt.Errorf("read manifest of assets: %w", err)}
	}
	return b
}

// Check says whether the files were built into this program; serve asks before it listens.
func Check() error { return built.err }

// Path is the address of a file by its source's name: "app.css" leads to "/assets/app.3f2a9c01d4.css". It panics on a name
// that no build knows, which is a mistake in the markup that any test of the page meets.
func Path(name string) string { return built.path(name) }

func (b bundle) path(name string) string {
	if b.err != nil {
		panic(b.err)
	}
	served, ok := b.names[name]
	if !ok {
		panic(fmt.Sprintf("no asset is called %q (run make assets after adding one)", name))
	}
	return Prefix + served
}

// Handler serves the built files below Prefix, compressed where the browser takes it. Only hashed names exist: anything else
// is not found.
func Handler() http.Handler { return built }

func (b bundle) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if b.err != nil {
		http.Error(w, "The styles and scripts are not built: run make assets.", http.StatusInternalServerError)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, Prefix)
	if !b.serves(name) {
		http.NotFound(w, r)
		return
	}
	body, encoding, err := b.read(name, r.Header.Get("Accept-Encoding"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	header := w.Header()
	header.Set("Content-Type", contentTypes[path.Ext(name)])
	header.Set("Cache-Control", "public, max-age=31536000, immutable")
	header.Set("Vary", "Accept-Encoding")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	if encoding != "" {
		header.Set("Content-Encoding", encoding)
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

func (b bundle) serves(name string) bool {
	for _, served := range b.names {
		if served == name {
			return true
		}
	}
	return false
}

func (b bundle) read(name, accepted string) (body []byte, encoding string, err error) {
	for _, e := range []struct{ encoding, suffix string }{{"br", ".br"}, {"gzip", ".gz"}} {
		if !accepts(accepted, e.encoding) {
			continue
		}
		if body, err := fs.ReadFile(b.files, name+e.suffix); err == nil {
			return body, e.encoding, nil
		}
	}
	body, err = fs.ReadFile(b.files, name)
	return body, "", err
}

// accepts reads an Accept-Encoding header. A weight of nought refuses.
func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, parameters, _ := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(name), encoding) {
			continue
		}
		weight, given := strings.CutPrefix(strings.ReplaceAll(parameters, " ", ""), "q=")
		if !given {
			return true
		}
		q, err := strconv.ParseFloat(weight, 64)
		return err == nil && q > 0
	}
	return false
}

// The types are listed rather than looked up, since the look-up reads files of the machine it runs on.
var contentTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".png":   "image/png",
	".woff2": "font/woff2",
}
