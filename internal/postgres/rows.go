package postgres

import "github.com/jackc/pgx/v5"

// collect reads every row into a struct, field by field in the order of its columns.
func collect[T any](rows pgx.Rows) ([]T, error) {
	return pgx.CollectRows(rows, pgx.RowToStructByPos[T])
}
