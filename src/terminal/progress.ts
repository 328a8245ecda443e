import { Presets, SingleBar } from 'cli-progress';
import type { IndexProgress, IndexStage } from '../library/reports.js';

const LABELS: Record<IndexStage, string> = {
  model: 'Fetching the embedding model',
  articles: 'Reading the articles',
  embedding: 'Embedding passages and sentences',
  index: 'Writing the index',
};

/** Shows progress on standard error: bars in a terminal, otherwise a plain line for each quarter of a stage. */
interface ProgressDisplay {
  show(progress: IndexProgress): void;
  /** Leaves the cursor on a new line. */
  end(): void;
}

export function progressDisplay(stream: NodeJS.WriteStream = process.stderr): ProgressDisplay {
  return stream.isTTY ? bars(stream) : lines(stream);
}

function bars(stream: NodeJS.WriteStream): ProgressDisplay {
  let stage: IndexStage | undefined;
  let bar: SingleBar | undefined;
  const end = () => {
    bar?.stop();
    bar = undefined;
    stage = undefined;
  };
  return {
    end,
    show(progress) {
      if (progress.total === 0 && progress.stage !== 'model') return;
      if (progress.stage !== stage) {
        end();
        stage = progress.stage;
        const format = `${LABELS[stage].padEnd(34)} {bar} {percentage}% | {shown}`;
        bar = new SingleBar({ format, stream, hideCursor: true }, Presets.shades_classic);
        bar.start(progress.total, 0, { shown: amount(progress) });
      }
      bar?.setTotal(Math.max(progress.total, progress.done));
      bar?.update(progress.done, { shown: amount(progress) });
    },
  };
}

function lines(stream: NodeJS.WriteStream): ProgressDisplay {
  let stage: IndexStage | undefined;
  let quarter = 0;
  return {
    end: () => {},
    show(progress) {
      if (progress.stage !== stage) {
        stage = progress.stage;
        quarter = -1;
      }
      const reached = progress.total > 0 ? Math.floor((4 * progress.done) / progress.total) : 0;
      if (reached <= quarter || (progress.total === 0 && progress.stage !== 'model')) return;
      quarter = reached;
      stream.write(`${LABELS[stage]}: ${amount(progress)}\n`);
    },
  };
}

function amount({ stage, done, total }: IndexProgress): string {
  const unit =
    stage === 'model' ? (bytes: number) => (bytes / 1e6).toFixed(1) : (count: number) => count.toLocaleString('en');
  const suffix = { model: ' MB', articles: ' articles', embedding: ' texts', index: ' articles' }[stage];
  return `${unit(done)}${total > 0 ? ` of ${unit(total)}` : ''}${suffix}`;
}
