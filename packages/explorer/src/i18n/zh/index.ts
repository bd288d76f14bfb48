import { acts } from "./acts.ts";
import { desk } from "./desk.ts";
import { entities } from "./entities.ts";
import { enums } from "./enums.ts";
import { intake } from "./intake.ts";
import { inquiries } from "./inquiries.ts";
import { members } from "./members.ts";
import { national } from "./national.ts";
import { records } from "./records.ts";
import { rules } from "./rules.ts";
import { sentences } from "./sentences.ts";
import { site } from "./site.ts";
import { verify } from "./verify.ts";

/** All Chinese words. */
export const zh = {
  ...site,
  ...entities,
  ...enums,
  ...verify,
  ...desk,
  ...acts,
  ...records,
  ...rules,
  ...intake,
  ...inquiries,
  ...members,
  ...national,
  ...sentences,
};
