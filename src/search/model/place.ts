import path from 'node:path';
import type { Dtype, Pooling } from './lock.js';

/** Where a custom model is: in a folder, or on the model hub, optionally at a fixed revision. */
export type ModelPlace =
  | { readonly folder: string }
  | { readonly name: string; readonly revision?: string | undefined };

/** A custom embedding model. */
export interface ChosenModel {
  readonly place: ModelPlace;
  readonly dtype: Dtype;
  readonly pooling: Pooling;
  readonly queryPrefix: string;
  readonly passagePrefix: string;
}

/** Which embedding model is used, and where its files are stored. */
export interface ModelSettings {
  readonly modelDir: string;
  /** Where a model that `model` names is downloaded from, once. */
  readonly modelHubUrl: string;
  /** Absent: the project's own model. */
  readonly model?: ChosenModel;
}

/** Where its files are stored: `root/name`. Each revision has its own folder, so revisions are never mixed up. */
export function locationOf(place: ModelPlace, modelDir: string): { readonly root: string; readonly name: string } {
  if ('folder' in place) return { root: path.dirname(place.folder), name: path.basename(place.folder) };
  return { root: modelDir, name: nameOf(place) };
}

/** The model's name as written in the settings. */
export function nameOf(place: ModelPlace): string {
  if ('folder' in place) return place.folder;
  return place.revision === undefined ? place.name : `${place.name}@${place.revision}`;
}
