import path from 'node:path';
import type { Dtype, Pooling } from './lock.js';

/** Where a model of the user's own choosing lies: in a folder of its own, or on the model hub, perhaps at one revision. */
export type ModelPlace =
  | { readonly folder: string }
  | { readonly name: string; readonly revision?: string | undefined };

/** An embedding model of the user's own choosing. */
export interface ChosenModel {
  readonly place: ModelPlace;
  readonly dtype: Dtype;
  readonly pooling: Pooling;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
}

/** Which embedding model is used, and where its files are kept. */
export interface ModelSettings {
  readonly modelDir: string;
  /** Where a model named by `model` is fetched from, once. */
  readonly modelHubUrl: string;
  /** Absent: the pinned model of `embeddings/model.lock.json`. */
  readonly model?: ChosenModel;
}

/** Where its files are, or are put: `root/name`. A revision has a folder of its own, so another one is never taken for it. */
export function locationOf(place: ModelPlace, modelDir: string): { readonly root: string; readonly name: string } {
  if ('folder' in place) return { root: path.dirname(place.folder), name: path.basename(place.folder) };
  return { root: modelDir, name: nameOf(place) };
}

/** As the settings have it. */
export function nameOf(place: ModelPlace): string {
  if ('folder' in place) return place.folder;
  return place.revision === undefined ? place.name : `${place.name}@${place.revision}`;
}
