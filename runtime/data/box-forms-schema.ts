const number = { type: 'number' };

const step = {
  anyOf: [
    { type: 'object', properties: { kind: { const: 'SqrtSize' } }, required: ['kind'] },
    {
      type: 'object',
      properties: { kind: { const: 'Rescaling' }, scale: number, offset: number },
      required: ['kind', 'scale', 'offset'],
    },
  ],
};

/** What files have of the form of boxes, as JSON schema. */
export const boxFormsSchema = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    properties: { format: { enum: ['center', 'corners'] }, encoding: { type: 'array', items: step } },
    required: ['format', 'encoding'],
  },
};
