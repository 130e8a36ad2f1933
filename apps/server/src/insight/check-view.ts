import Type from 'typebox';
import { orNull } from '../http/fields.ts';
import { CHECK_NAMES, PROBLEM_NAMES } from './readiness.ts';

export const CheckObject = Type.Object({
  name: Type.Enum([...CHECK_NAMES]),
  status: Type.Enum(['ok', 'warning', 'failed'], {
    description: '`warning` = the server serves, but somebody should look',
  }),
  problem: orNull(Type.Enum([...PROBLEM_NAMES]), 'What is wrong; null if nothing is'),
  count: orNull(Type.Integer(), 'Of the problem: seconds, MiB or requests'),
  message: orNull(Type.String(), 'The problem in a sentence'),
});
