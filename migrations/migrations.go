// Package migrations is the schema: what Postgres holds, and who may touch it.
//
// Tables are of two kinds. Ground tables (000001) belong to no trust and hold
// nothing about answers. Trust tables carry trust_id, with row-level security
// forced: a transaction sees the rows of the trust it has named, and of no other.
package migrations

import "embed"

// FS holds the migrations, in the form that golang-migrate reads.
//
//go:embed *.sql
var FS embed.FS
