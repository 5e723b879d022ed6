package framework

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

const (
	deepest  = 20   // how far a framework file nests on one line, at most; the parser is unsafe far beyond
	mostKeys = 1000 // keys in one mapping, at most; the parser takes quadratic time

	// A file is read again after each broken part that is left out: as many
	// times as this, and not more bytes than this in all.
	mostTries = 25
	mostRead  = 8 << 20
)

// read takes the bytes of a file to c.root. The parser stops at the first
// part that is not YAML; that part is told, left out, and the rest is read, so
// that mistakes in other parts are told too.
func (c *checker) read(data []byte) {
	text, ok := c.readable(data)
	if !ok {
		return
	}
	lines := strings.Split(text, "\n")
	for range min(mostTries, mostRead/len(text)) {
		documents, broken := parseYAML(strings.Join(lines, "\n"))
		if broken == nil {
			c.plant(documents)
			return
		}
		c.partial = true
		from, to, ok := brokenPart(lines, broken.line)
		if !c.excused(from, to) {
			c.add(broken.line, broken.column, broken.problem, broken.remedy)
		}
		if !ok || broken.wholeFile {
			return
		}
		for i := from; i < to; i++ {
			lines[i] = ""
		}
	}
	c.mistakes[len(c.mistakes)-1].Remedy += "; reading stopped here: there may be more below"
}

func (c *checker) plant(documents []ast.Node) {
	if len(documents) == 0 {
		if !c.partial {
			c.add(1, 1, "the file holds comments only", "begin with framework: and what it is called")
		}
		return
	}
	root := c.grow(documents[0])
	for _, document := range documents[1:] {
		line, column := place(firstToken(document))
		c.add(line, column, "a second document begins here, after a line of --- or ...", "keep one document a file: take the line out, or move what follows to a file of its own")
		root.entries = append(root.entries, c.grow(document).entries...)
	}
	if !root.isMapping {
		c.add(root.line, root.column, "the file does not begin with a key", "begin with framework: and what it is called, then scales:, bases:, domains:, lenses: and instruments:")
		return
	}
	c.root = root
}

func firstToken(document ast.Node) *token.Token {
	if mapping, ok := document.(*ast.MappingNode); ok && !mapping.IsFlowStyle && len(mapping.Values) > 0 {
		return mapping.Values[0].Key.GetToken()
	}
	return document.GetToken()
}

// excused is true of a part that could not be read because of tabs that have
// been told already.
func (c *checker) excused(from, to int) bool {
	for i := from; i < to; i++ {
		if c.strayIndents[i+1] {
			return true
		}
	}
	return false
}

type broken struct {
	line, column    int
	problem, remedy string
	wholeFile       bool // nothing around it can be left out
}

func parseYAML(text string) (documents []ast.Node, fault *broken) {
	defer func() {
		if recover() != nil {
			documents, fault = nil, &broken{line: 1, column: 1, problem: "the file can't be read as YAML", remedy: "check its indentation, quotes and brackets", wholeFile: true}
		}
	}()
	tokens := lexer.Tokenize(text)
	if fault := excess(tokens); fault != nil {
		return nil, fault
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, translated(err, strings.Split(text, "\n"))
	}
	for _, document := range file.Docs {
		if document.Body != nil && document.Body.Type() != ast.NullType && document.Body.Type() != ast.DirectiveType {
			documents = append(documents, document.Body)
		}
	}
	return documents, nil
}

// excess refuses what no framework needs and the parser does not survive.
func excess(tokens token.Tokens) *broken {
	type level struct{ column, keys int }
	var levels []level
	brackets, dashes, lastLine := 0, 0, 0
	for _, tk := range tokens {
		line, column := place(tk)
		if line != lastLine {
			dashes, lastLine = 0, line
		}
		switch tk.Type {
		case token.SequenceStartType, token.MappingStartType:
			brackets++
		case token.SequenceEndType, token.MappingEndType:
			brackets = max(brackets-1, 0)
		case token.SequenceEntryType, token.MappingKeyType:
			dashes++
		case token.MappingValueType:
			if tk.Prev != nil {
				_, column = place(tk.Prev)
			}
			for len(levels) > 0 && levels[len(levels)-1].column > column {
				levels = levels[:len(levels)-1]
			}
			if len(levels) == 0 || levels[len(levels)-1].column < column {
				levels = append(levels, level{column: column})
			}
			levels[len(levels)-1].keys++
			if levels[len(levels)-1].keys > mostKeys {
				return &broken{line: line, column: column, problem: "there are too many keys in one place up to here", remedy: "check that this is a framework file", wholeFile: true}
			}
			continue
		}
		for len(levels) > 0 && tk.Type == token.SequenceEntryType && levels[len(levels)-1].column > column {
			levels = levels[:len(levels)-1]
		}
		if brackets > deepest || dashes > deepest {
			return &broken{line: line, column: column, problem: "brackets or dashes are nested too deeply here", remedy: "write lists and keys on lines of their own, and check that every bracket is closed", wholeFile: true}
		}
	}
	return nil
}

var listItem = regexp.MustCompile(`^( *)-( |$)`)

// brokenPart finds the smallest part of the file around a line that can be
// left out: the list item that holds it, or else the part under a key that
// begins a line.
func brokenPart(lines []string, line int) (from, to int, ok bool) {
	at := min(max(line-1, 0), len(lines)-1)
	if lines[at] != "" {
		for from := at; from >= 0; from-- {
			item := listItem.FindStringSubmatch(lines[from])
			if item == nil {
				if lines[from] != "" && indentOf(lines[from]) == 0 && !strings.HasPrefix(lines[from], "#") {
					break
				}
				continue
			}
			if to := itemEnd(lines, from, len(item[1])); at < to {
				return from, to, true
			}
		}
	}
	from = at
	for from > 0 && !beginsSection(lines[from]) {
		from--
	}
	to = at + 1
	for to < len(lines) && !beginsSection(lines[to]) {
		to++
	}
	for _, l := range lines[from:to] {
		if l != "" {
			return from, to, true
		}
	}
	return from, to, false
}

func itemEnd(lines []string, from, indent int) int {
	to := from + 1
	for ; to < len(lines); to++ {
		l := lines[to]
		if strings.TrimSpace(l) == "" {
			continue
		}
		if own := indentOf(l); own < indent || own == indent && (indent == 0 || listItem.MatchString(l)) {
			break
		}
	}
	return to
}

func beginsSection(line string) bool {
	return line != "" && indentOf(line) == 0 && line[0] != '-' && line[0] != '#'
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// sayings are the parser's complaints, by the words that tell them apart, and
// what they mean to an author.
var sayings = []struct{ has, problem, remedy string }{
	{"mapping value is not allowed", "this value is followed by a second colon, or by a line that is indented as if it belonged to it", "put a text that holds a colon in double quotes, and line keys of one part up under each other"},
	{"end character of single-quoted", "the single quote that opens here is never closed", "close it, or put the text in double quotes if it holds an apostrophe"},
	{"end character of double-quoted", "the double quote that opens here is never closed", "close it at the end of the text"},
	{"',' or ']' must be specified", "the list in square brackets that opens here is not closed, or lacks a comma", "separate its words by commas and close it with ]"},
	{"sequence end token", "the list in square brackets that opens here is never closed", "close it with ]"},
	{"',' or '}' must be specified", "the keys in curly brackets that open here are not closed, or lack a comma", "separate them by commas and close them with }"},
	{"flow map", "the keys in curly brackets that open here are not complete", "write each as key: value, separate them by commas and close them with }"},
	{"could not find '[' character", "a list is closed by ] that was never opened", "open it with [, or put a text that holds ] in double quotes"},
	{"could not find '{' character", "keys are closed by } that were never opened", "open them with {, or put a text that holds } in double quotes"},
	{"sequence element, but found", "a comma stands here with nothing before it", "take it out, or write what is missing"},
	{"is a reserved character", "a value can't begin with this character", "put the value in double quotes"},
	{"unexpected directive value", "a value can't begin with %", "put the value in double quotes"},
	{"unknown escape character", "a backslash in double quotes stands before a letter that it does not go with", "write two backslashes for one, or use single quotes"},
	{"invalid header option", "a value that begins with | or > can't go on in the same line", "begin the text in the next line, or put it in double quotes"},
	{"map key-value is pre-defined", "the value goes on after the quote that ended it", "put the whole value in double quotes; a single quote within single quotes is written twice"},
	{"non-map value is specified", "this line is not a key, and is not indented as a part of the value above", "write it as key: value, or indent it further than the key that it belongs to"},
	{"unexpected key name", "this line has no colon followed by a space", "write the key, a colon, a space and the value"},
	{"implicit line break", "a key goes over more than one line", "write the key, a colon, a space and the value; put a text that holds a colon in double quotes"},
	{"block sequence entries are not allowed", "a list begins with a dash in the line of its key", "begin the list in the next line, or write it in square brackets"},
	{"value is not allowed in this context", "this line is not indented like the lines that it stands among", "line the keys of one part up under each other"},
	{"document separator", "something stands in a line with ---", "take the line of --- out; a framework file has one document"},
	{"unexpected end content", "something stands in a line with ...", "take it out; a framework file has one document"},
	{"alias", "a value can't begin with *", "put the value in double quotes"},
	{"anchor", "a value can't begin with &", "put the value in double quotes"},
	{"tag", "a value can't begin with !", "put the value in double quotes"},
	{"cannot start any token", "a tab stands where only spaces may", "put spaces in its place"},
}

func translated(err error, lines []string) *broken {
	fault := &broken{line: 1, column: 1, problem: "the file can't be read as YAML from here on", remedy: "check the indentation, quotes and brackets of this line and of the line above"}
	var told yaml.Error
	if !errors.As(err, &told) || told.GetToken() == nil {
		return fault
	}
	tk := told.GetToken()
	message := told.GetMessage()
	for _, saying := range sayings {
		if strings.Contains(message, saying.has) {
			fault.problem, fault.remedy = saying.problem, saying.remedy
			break
		}
	}
	switch {
	case strings.Contains(message, "must be specified"):
		tk = opening(tk)
	case strings.Contains(message, "pre-defined") && runsOver(tk):
		tk = tk.Prev
		fault.problem, fault.remedy = "the quote that opens here runs over the end of its line", "close it at the end of the text"
	}
	fault.line, fault.column = place(tk)
	if strings.Contains(message, "mapping value is not allowed") && fault.line <= len(lines) {
		value := []rune(lines[fault.line-1])
		value = value[min(fault.column-1, len(value)):]
		if strings.Contains(string(value), ": ") || strings.HasSuffix(string(value), ":") {
			fault.problem = fmt.Sprintf("the value %s holds a colon, which begins a key", quoted(string(value)))
			fault.remedy = "put the whole value in double quotes"
		} else {
			fault.problem = "the line below is indented as if it belonged to this value"
			fault.remedy = "line the keys of one part up under each other"
		}
	}
	return fault
}

// runsOver is true where a quote was meant to end earlier: it took in the
// lines up to the next quote of the file.
func runsOver(tk *token.Token) bool {
	if tk.Prev == nil || tk.Prev.Type != token.DoubleQuoteType && tk.Prev.Type != token.SingleQuoteType {
		return false
	}
	begun, _ := place(tk.Prev)
	met, _ := place(tk)
	return begun < met
}

// opening goes back from where a bracket was missed to where it was opened.
func opening(tk *token.Token) *token.Token {
	open := 0
	for at := tk.Prev; at != nil; at = at.Prev {
		switch at.Type {
		case token.SequenceEndType, token.MappingEndType:
			open++
		case token.SequenceStartType, token.MappingStartType:
			if open == 0 {
				return at
			}
			open--
		}
	}
	return tk
}
