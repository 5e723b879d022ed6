package main

import (
	"context"
	"time"

	"sevenfold/internal/framework"
	"sevenfold/internal/postgres"
	"sevenfold/internal/sample"
)

// fillDemonstration puts the made-up trust into the database, unless it is there already.
func fillDemonstration(ctx context.Context, store *postgres.Store, f *framework.Framework, text []byte, now time.Time) error {
	return sample.Fill(ctx, store, text, f, now)
}
