import { NO_SIBLINGS, type Siblings, type Topic } from '../../src/base/siblings.ts';

/** The processes of one server, here all in one: what one tells, the others hear at once. */
export class Family {
  readonly #members: {
    topics: Map<Topic, ((content: never, from: number) => void)[]>;
    ends: ((who: number) => void)[];
  }[] = [];

  join(): Siblings {
    const who = this.#members.length;
    const topics = new Map<Topic, ((content: never, from: number) => void)[]>();
    const ends: ((who: number) => void)[] = [];
    this.#members.push({ topics, ends });
    const tell: Siblings['tell'] = (topic, content) => {
      for (const [number, member] of this.#members.entries()) {
        if (number === who) continue;
        for (const listener of member.topics.get(topic) ?? []) listener(content as never, who);
      }
    };
    return {
      ...NO_SIBLINGS,
      areNone: false,
      tell,
      tellAndWait: async (topic, content) => tell(topic, content),
      hear: (topic, listener) => {
        topics.set(topic, [...(topics.get(topic) ?? []), listener as (content: never, from: number) => void]);
      },
      onEnded: (listener) => ends.push(listener),
    };
  }

  /** The others hear that a member has ended. */
  end(who: number): void {
    for (const [number, { ends }] of this.#members.entries()) {
      if (number !== who) for (const listener of ends) listener(who);
    }
  }
}
