package boardpack

import "sevenfold/internal/typeset"

// typed is a text for the template.
type typed = typeset.Text
