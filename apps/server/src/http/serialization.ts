import buildSerializer from 'fast-json-stringify';
import type { FastifySerializerCompiler } from 'fastify';

type Serialize = (data: unknown) => string;

/** Many routes share a schema, such as that of a refusal. */
const serializers = new WeakMap<object, Serialize>();

/** Compiles the serializer of an answer when it is first sent. Fastify would compile all of them before the server starts to listen. */
export const compileSerializer: FastifySerializerCompiler<object> = ({ schema }) => {
  let serialize: Serialize | undefined;
  return (data) => {
    serialize ??= serializerOf(schema);
    return serialize(data);
  };
};

function serializerOf(schema: object): Serialize {
  const serialize = serializers.get(schema) ?? (buildSerializer(schema) as Serialize);
  serializers.set(schema, serialize);
  return serialize;
}
