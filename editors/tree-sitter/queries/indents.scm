; Helix's names and Neovim's.
[
  (body)
  (import)
  (parameters)
  (targets)
  (arguments)
  (sizes)
  (index)
  (range)
  (list)
  (tuple)
  (parenthesized)
  (data)
  (split)
  (prepare)
  (augment)
  (train)
  (objective)
  (phase)
  (weights)
] @indent @indent.begin

["}" ")" "]"] @outdent @indent.end @indent.branch
