package sevenfold_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "sevenfold"

// domain is what the product knows, and nothing that stores, sends or draws it. Pages may import all of it.
var domain = []string{
	"internal/fault", "internal/framework", "internal/trust", "internal/identity", "internal/audit", "internal/insight",
	"internal/report", "internal/reading", "internal/conversation", "internal/action", "internal/evidence", "internal/roster",
	"internal/boardpack", "internal/logo", "internal/archive", "internal/paper",
}

var (
	aboveRounds = []string{"internal/audit", "internal/framework", "internal/insight", "internal/trust"}
	// shared are the rooms of web that every journey builds on.
	shared  = []string{"web/page", "web/layout", "web/component", "web/form", "web/asset"}
	forPage = slices.Concat(shared, domain, []string{"internal/chart", "internal/letter", "internal/mail"})
)

// mayImport says, for every package that ships, what else of ours it may import; internal/fault is everyone's. A package
// that is not listed here fails the test, so that a new room is a decision somebody wrote down.
var mayImport = map[string][]string{
	"":           {},
	"migrations": {},

	"internal/fault":     {},
	"internal/framework": {},
	"internal/trust":     {},
	"internal/insight":   {},
	"internal/chart":     {},
	"internal/mail":      {},
	"internal/csvfile":   {},
	"internal/logo":      {},

	"internal/identity":     {"internal/trust"},
	"internal/audit":        {"internal/framework", "internal/trust"},
	"internal/roster":       {"internal/csvfile", "internal/identity", "internal/trust"},
	"internal/letter":       {"internal/audit", "internal/framework", "internal/mail"},
	"internal/job":          {"internal/audit", "internal/boardpack", "internal/framework", "internal/identity", "internal/letter", "internal/mail"},
	"internal/report":       aboveRounds,
	"internal/conversation": slices.Concat(aboveRounds, []string{"internal/report"}), // an agenda is made from a report
	"internal/action":       aboveRounds,
	"internal/evidence":     aboveRounds,
	"internal/typeset":      {},
	"internal/paper":        {"internal/audit", "internal/framework", "internal/trust", "internal/typeset"},
	"internal/reading":      slices.Concat(aboveRounds, []string{"internal/report", "internal/chart"}),
	"internal/boardpack": slices.Concat(aboveRounds, []string{
		"internal/report", "internal/reading", "internal/conversation", "internal/action", "internal/evidence", "internal/chart", "internal/csvfile", "internal/typeset",
	}),

	"internal/archive": {"internal/csvfile"},

	"internal/postgres":   slices.Concat(domain, []string{"migrations"}),
	"internal/embeddedpg": {},

	"web":           slices.Concat(forPage, journeys),
	"web/asset":     {},
	"web/component": forPage,
	"web/form":      forPage,
	"web/layout":    forPage,
	"web/page":      forPage,
}

// journeys are the folders of web that a person walks through. None may import another.
var journeys = []string{
	"web/signin", "web/home", "web/respond", "web/rounds", "web/people", "web/reports", "web/conversation", "web/actions",
	"web/evidence", "web/packs", "web/trusts", "web/invitation", "web/operator", "web/demonstration", "web/about", "web/paper",
}

// unshipped are the roots of what only tests, figures and the demonstration use: they may
// import everything, and nothing that ships may import them.
var unshipped = []string{"internal/sample", "internal/postgres/postgrestest", "internal/drill", "internal/mail/mailtest", "web/browsertest"}

func within(pkg string, roots ...string) bool {
	return slices.ContainsFunc(roots, func(root string) bool { return pkg == root || strings.HasPrefix(pkg, root+"/") })
}

// refusal says why one package of ours may not import another, or nothing if it may.
func refusal(from, to string) string {
	switch {
	case within(from, "cmd"), within(from, unshipped...):
		return ""
	case within(to, unshipped...):
		return "it is for cmd and for tests only"
	case within(to, "internal/postgres", "internal/embeddedpg"):
		return "only cmd imports the store and the embedded database"
	case within(from, "internal") && within(to, "web"):
		return "what the product knows never imports what a browser sees"
	case within(from, journeys...) && within(to, journeys...):
		return "a journey never imports another journey"
	}
	allowed, listed := mayImport[from]
	if slices.Contains(journeys, from) {
		allowed, listed = forPage, true
	}
	switch {
	case !listed:
		return "the package is not in the table of architecture_test.go"
	case to == "internal/fault" && from != "internal/insight":
		return ""
	case !slices.Contains(allowed, to):
		return "the table of architecture_test.go does not allow it"
	}
	return ""
}

// sources calls visit for each file of the project, leaving out what is downloaded, built or kept.
func sources(t *testing.T, visit func(name string)) {
	t.Helper()
	skipped := []string{".git", "node_modules", "bin", "data", "test-results", "playwright-report", "web/asset/dist"}
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && slices.Contains(skipped, filepath.ToSlash(name)):
			return filepath.SkipDir
		case entry.Type().IsRegular():
			visit(filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatalf("walk the project: %v", err)
	}
}

// shippedImports reads which packages of ours each shipped package imports.
func shippedImports(t *testing.T) map[string][]string {
	t.Helper()
	imports := make(map[string][]string)
	sources(t, func(name string) {
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || within(name, "tools") {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Errorf("read imports: %v", err)
			return
		}
		pkg := strings.TrimPrefix(path.Dir(name), ".")
		imports[pkg] = append(imports[pkg], ours(file.Imports)...)
	})
	return imports
}

// ours are the imports that belong to this project, without its name.
func ours(imports []*ast.ImportSpec) []string {
	var names []string
	for _, spec := range imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil || !within(name, module) {
			continue
		}
		names = append(names, strings.TrimPrefix(strings.TrimPrefix(name, module), "/"))
	}
	return names
}

func TestPackagesImportOnlyWhatTheHouseAllows(t *testing.T) {
	for pkg, imported := range shippedImports(t) {
		if _, listed := mayImport[pkg]; !listed && !within(pkg, "cmd") && !within(pkg, unshipped...) && !slices.Contains(journeys, pkg) {
			t.Errorf("package %q is not in the table of architecture_test.go: say there what it may import", pkg)
		}
		for _, to := range imported {
			if why := refusal(pkg, to); why != "" {
				t.Errorf("%q imports %q: %s", pkg, to, why)
			}
		}
	}
}

func TestRefusal(t *testing.T) {
	for name, test := range map[string]struct {
		from, to string
		refused  bool
	}{
		"a journey may import the domain":                        {"web/respond", "internal/audit", false},
		"a journey may import a shared room":                     {"web/respond", "web/page", false},
		"a journey may not import another journey":               {"web/respond", "web/signin", true},
		"a journey may not import the store":                     {"web/respond", "internal/postgres", true},
		"a shared room may not import a journey":                 {"web/page", "web/signin", true},
		"the route table may import every journey":               {"web", "web/signin", false},
		"the route table may not import the store":               {"web", "internal/postgres", true},
		"the domain may not import a page":                       {"internal/report", "web/page", true},
		"the domain may not import the store":                    {"internal/audit", "internal/postgres", true},
		"identity may import trust":                              {"internal/identity", "internal/trust", false},
		"trust may not import identity":                          {"internal/trust", "internal/identity", true},
		"audit may not import insight":                           {"internal/audit", "internal/insight", true},
		"anything may import fault":                              {"internal/framework", "internal/fault", false},
		"insight keeps to the standard library":                  {"internal/insight", "internal/fault", true},
		"a chart imports nothing of ours":                        {"internal/chart", "internal/insight", true},
		"the store may import the domain":                        {"internal/postgres", "internal/report", false},
		"the store may not import a page":                        {"internal/postgres", "web/form", true},
		"only cmd starts the embedded database":                  {"internal/postgres", "internal/embeddedpg", true},
		"cmd may import the store":                               {"cmd/sevenfold", "internal/postgres", false},
		"what ships may not import what is for tests":            {"web/page", "internal/postgres/postgrestest", true},
		"the sample may import the store":                        {"internal/sample", "internal/postgres", false},
		"a page may not import the sample":                       {"web/respond", "internal/sample", true},
		"a package that nobody listed may import nothing":        {"internal/newcomer", "internal/trust", true},
		"a folder that only starts like a journey is no journey": {"web/respondents", "internal/trust", true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := refusal(test.from, test.to); (got != "") != test.refused {
				t.Errorf("refusal(%q, %q): got %q, want refused %v", test.from, test.to, got, test.refused)
			}
		})
	}
}

func TestNoFileRefersToTheFolderBesideTheProject(t *testing.T) {
	outside := fmt.Sprintf("..%cshared", '/')
	sources(t, func(name string) {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Errorf("read %s: %v", name, err)
			return
		}
		if strings.Contains(string(content), outside) {
			t.Errorf("%s refers to %s, which a checkout does not have", name, outside)
		}
	})
}
