// Package sevenfold carries the framework that the program brings with it.
package sevenfold

import _ "embed"

// Domains is the framework of the seven domains, as its file is written.
//
//go:embed domains.yaml
var Domains []byte
