/** The texts of a language: those of `Source`, which is English, less the singular forms that not every language has. */
export type Texts<Source> = {
  readonly [Key in keyof Source as Key extends `${string}_one` ? never : Key]: Source[Key] extends string
    ? string
    : Texts<Source[Key]>;
};
