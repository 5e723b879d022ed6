package framework

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// Schema is the shape of a framework file as a JSON schema, for editors.
//
//go:embed schema.json
var Schema []byte

const schemaName = "schema.json"

// compiled holds the schema, ready to use, and its text for looking up what
// its keys are for.
var compiled = sync.OnceValues(func() (*jsonschema.Schema, any) {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema))
	if err != nil {
		panic(fmt.Errorf("read the embedded schema: %w", err))
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(schemaName, document); err != nil {
		panic(fmt.Errorf("add the embedded schema: %w", err))
	}
	schema, err := compiler.Compile(schemaName)
	if err != nil {
		panic(fmt.Errorf("compile the embedded schema: %w", err))
	}
	return schema, document
})

// shape holds the tree to the schema and tells each difference in plain words.
func (c *checker) shape() {
	schema, _ := compiled()
	var invalid *jsonschema.ValidationError
	if errors.As(schema.Validate(c.root.plain()), &invalid) {
		c.differences(invalid)
	}
}

func (c *checker) differences(e *jsonschema.ValidationError) {
	for _, cause := range e.Causes {
		c.differences(cause)
	}
	if len(e.Causes) > 0 || c.spoilt(e.InstanceLocation) {
		return
	}
	at, name := e.InstanceLocation, c.name(e.InstanceLocation)
	switch k := e.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		for _, key := range k.Properties {
			c.unknownKey(at, key, e.SchemaURL)
		}
	case *kind.Required:
		c.missingKeys(at, k.Missing, e.SchemaURL)
	case *kind.Type:
		c.wrongKind(at, k.Want)
	case *kind.Enum:
		c.unknownWord(at, k.Want)
	case *kind.Pattern:
		c.wrongForm(at, e.SchemaURL)
	case *kind.MinLength:
		c.addAt(at, name+" is empty", "write it between the quotes")
	case *kind.MaxLength:
		c.addAt(at, fmt.Sprintf("%s has %d characters; at most %d fit", name, k.Got, k.Want), "shorten it")
	case *kind.MinItems:
		c.tooFew(at, k)
	case *kind.MaxItems:
		c.addAt(at, fmt.Sprintf("%s has %d entries; at most %d go together", name, k.Got, k.Want), remedyForMany(at))
	case *kind.UniqueItems:
		c.addAt(append(slices.Clone(at), strconv.Itoa(k.Duplicates[1])), name+" is the same as an entry above it", "take one of the two out")
	case *kind.Minimum, *kind.Maximum:
		c.addAt(at, fmt.Sprintf("%s is %s, which can't be right", name, c.root.find(at).word()), "check the figure")
	default:
		c.addAt(at, name+" does not have the shape of a framework file", "compare it with its neighbours")
	}
}

func (c *checker) unknownKey(at []string, key, schemaURL string) {
	known := keysOf(schemaURL)
	remedy := "take it out; the keys here are " + listed(known, "and")
	if nearest(key, known) != "" {
		remedy = meant(key, known)
	}
	line, column := c.root.find(at).keyPlace(key)
	c.add(line, column, fmt.Sprintf("%s has no key %s", c.name(at), quoted(key)), remedy)
}

func (c *checker) missingKeys(at, missing []string, schemaURL string) {
	if c.partial && len(at) == 0 {
		return
	}
	n := c.root.find(at)
	known := keysOf(schemaURL)
	for _, key := range missing {
		misspelt := slices.ContainsFunc(n.entries, func(e entry) bool {
			return !slices.Contains(known, e.key) && nearest(e.key, known) == key
		})
		if misspelt {
			continue
		}
		c.addAt(at, fmt.Sprintf("%s has no %s", c.name(at), quoted(key)), fmt.Sprintf("add %s: %s", key, purposeOf(schemaURL, key)))
	}
}

func (c *checker) wrongKind(at, want []string) {
	n, name := c.root.find(at), c.name(at)
	if !n.isList && !n.isMapping && n.scalar == nil {
		if !c.partial {
			c.addAt(at, name+" has nothing after it", "write what belongs there, or take it out if it may be left out")
		}
		return
	}
	is := map[bool]string{true: "a list", false: "a group of keys"}[n.isList]
	remedy := "write a text after the colon, on the same line"
	if !n.isList && !n.isMapping {
		is = quoted(n.text)
		switch n.scalar.(type) {
		case int64, uint64, float64:
			is = "the number " + n.text
			remedy = "put it in quotes, so that it is read as it is written"
		case bool:
			is = "the word " + n.text
			remedy = "put it in quotes, so that it is read as a text"
		}
	}
	switch want[0] {
	case "boolean":
		remedy = "write true or false, without quotes"
	case "integer":
		remedy = "write a whole number in figures, without quotes"
	case "array":
		remedy = "write a list: entries that begin with a dash, or [one, two] for ids and tags"
	case "object":
		remedy = "write keys under it, each with a colon and its value"
	}
	c.addAt(at, fmt.Sprintf("%s is %s", name, is), remedy)
}

func (c *checker) unknownWord(at []string, want []any) {
	n, known := c.root.find(at), make([]string, len(want))
	for i, word := range want {
		known[i] = fmt.Sprint(word)
	}
	if n.isList || n.isMapping || n.scalar == nil {
		c.wrongKind(at, []string{"string"})
		return
	}
	remedy := "choose from " + listed(known, "and")
	if near := nearest(n.text, known); near != "" {
		remedy = meant(n.text, known) + " " + remedy
	}
	c.addAt(at, fmt.Sprintf("%s is %s, which is not known here", c.name(at), quoted(n.text)), remedy)
}

func (c *checker) wrongForm(at []string, schemaURL string) {
	word := c.root.find(at).word()
	remedy := ""
	switch {
	case word == "":
		c.addAt(at, c.name(at)+" is empty", "write it between the quotes")
		return
	case strings.HasSuffix(schemaURL, "/id"):
		remedy = "write it with lower-case letters, digits and single hyphens, beginning with a letter"
		if form := slug(word); form != "" && form[0] >= 'a' {
			remedy += `, such as "` + form + `"`
		}
	case strings.HasSuffix(schemaURL, "/tag"):
		remedy = `write a tag with lower-case letters, digits and hyphens, such as "culture" or "principle:openness"`
	case strings.HasSuffix(schemaURL, "/minutes"):
		remedy = "write how long it takes as 25-40 or as 10, in figures alone"
	default:
		remedy = `write it with letters, digits, points and hyphens, such as "2024.1"`
	}
	c.addAt(at, fmt.Sprintf("%s is %s, which has the wrong form", c.name(at), quoted(word)), remedy)
}

func (c *checker) tooFew(at []string, k *kind.MinItems) {
	if c.partial {
		return
	}
	if k.Got == 0 {
		c.addAt(at, c.name(at)+" has no entry", "add at least "+strconv.Itoa(k.Want)+", or take the key out if it may be left out")
		return
	}
	c.addAt(at, fmt.Sprintf("%s has only %s; at least %d belong together", c.name(at), map[bool]string{true: "1 entry", false: strconv.Itoa(k.Got) + " entries"}[k.Got == 1], k.Want), remedyForFew(at))
}

func remedyForMany(at []string) string {
	if at[len(at)-1] == "statements" {
		return "divide the element in two"
	}
	return "take some out"
}

func remedyForFew(at []string) string {
	if at[len(at)-1] == "statements" {
		return "write another, or join the element with its neighbour"
	}
	return "add to it"
}

// keysOf lists the keys that the schema at url knows, in the order of the alphabet.
func keysOf(url string) []string {
	properties, _ := schemaPart(url)["properties"].(map[string]any)
	return slices.Sorted(maps.Keys(properties))
}

// purposeOf says what a key is for.
func purposeOf(url, key string) string {
	properties, _ := schemaPart(url)["properties"].(map[string]any)
	property, _ := properties[key].(map[string]any)
	purpose, _ := property["description"].(string)
	return purpose
}

func schemaPart(url string) map[string]any {
	_, document := compiled()
	part, _ := document.(map[string]any)
	_, pointer, _ := strings.Cut(url, "#")
	for _, step := range strings.Split(strings.Trim(pointer, "/"), "/") {
		if step != "" {
			part, _ = part[step].(map[string]any)
		}
	}
	return part
}
