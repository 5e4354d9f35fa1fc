#include "tree_sitter/parser.h"

/* What comes behind a number, which depends on the character behind that: a percent sign or the unit of a size. */
enum TokenType { PERCENT_SIGN, UNIT, RECOVERING };

static bool in_word(int32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

/* In `10%`, but not in `10%3`, `10%n` or `10%(n)`. */
static bool scan_percent_sign(TSLexer *lexer) {
  if (lexer->lookahead != '%') return false;
  advance(lexer);
  lexer->result_symbol = PERCENT_SIGN;
  return lexer->lookahead != '(' && !in_word(lexer->lookahead);
}

/* `GiB`, `MB` …, on the line of its number. */
static bool scan_unit(TSLexer *lexer) {
  while (lexer->lookahead == ' ' || lexer->lookahead == '\t') advance(lexer);
  const int32_t c = lexer->lookahead;
  if (c != 'K' && c != 'M' && c != 'G' && c != 'T') return false;
  advance(lexer);
  if (lexer->lookahead == 'i') advance(lexer);
  if (lexer->lookahead != 'B') return false;
  advance(lexer);
  lexer->result_symbol = UNIT;
  return !in_word(lexer->lookahead);
}

void *tree_sitter_cnn_external_scanner_create(void) { return NULL; }

void tree_sitter_cnn_external_scanner_destroy(void *payload) { (void)payload; }

unsigned tree_sitter_cnn_external_scanner_serialize(void *payload, char *buffer) {
  (void)payload;
  (void)buffer;
  return 0;
}

void tree_sitter_cnn_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  (void)payload;
  (void)buffer;
  (void)length;
}

bool tree_sitter_cnn_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  (void)payload;
  if (valid[RECOVERING]) return false;
  if (valid[PERCENT_SIGN] && lexer->lookahead == '%') return scan_percent_sign(lexer);
  return valid[UNIT] && scan_unit(lexer);
}
