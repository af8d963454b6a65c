import type { AppState } from '../state/store.ts';
import { backupCommands } from './backup.ts';
import { citeCommands } from './cite.ts';
import { compareCommands } from './compare.ts';
import { consoleCommands } from './console.ts';
import type { Command, Context } from './context.ts';
import { datasetCommands } from './datasets.ts';
import { dockCommands } from './dock.ts';
import { editingCommands } from './editing.ts';
import { embedCommands } from './embed.ts';
import { exportCommands } from './export.ts';
import { filterCommands } from './filters.ts';
import { findingCommands } from './finding.ts';
import { graphCommands } from './graph.ts';
import { importCommands } from './importing.ts';
import { layoutCommands } from './layout.ts';
import { ledgerCommands } from './ledger.ts';
import { lookCommands } from './looks.ts';
import { loopCommands } from './loops.ts';
import { notesCommands } from './notes.ts';
import { ownDatasetCommands } from './own-datasets.ts';
import { pathCommands } from './paths.ts';
import { resultCommands } from './result.ts';
import { selectCommands } from './select.ts';
import { settingsCommands } from './settings.ts';
import { severalCommands } from './several.ts';
import { stageCommands } from './stage.ts';
import { timeCommands } from './time.ts';
import { travelCommands } from './travel.ts';
import { viewCommands } from './view.ts';
import { viewsCommands } from './views.ts';
import { whatIfCommands } from './what-if.ts';

/** Every action of a reader, by name. */
export const COMMANDS = {
  ...travelCommands,
  ...viewCommands,
  ...dockCommands,
  ...editingCommands,
  ...importCommands,
  ...ownDatasetCommands,
  ...exportCommands,
  ...stageCommands,
  ...consoleCommands,
  ...resultCommands,
  ...findingCommands,
  ...embedCommands,
  ...backupCommands,
  ...datasetCommands,
  ...compareCommands,
  ...layoutCommands,
  ...selectCommands,
  ...severalCommands,
  ...loopCommands,
  ...ledgerCommands,
  ...whatIfCommands,
  ...graphCommands,
  ...pathCommands,
  ...filterCommands,
  ...lookCommands,
  ...timeCommands,
  ...viewsCommands,
  ...citeCommands,
  ...notesCommands,
  ...settingsCommands,
};

export type CommandName = keyof typeof COMMANDS;
type ArgOf<Name extends CommandName> = (typeof COMMANDS)[Name] extends Command<infer Arg> ? Arg : never;
/** Commands that need no argument: what buttons, menus and keys can run. */
export type PlainName = { [Name in CommandName]: ArgOf<Name> extends undefined ? Name : never }[CommandName];
type Rest<Name extends CommandName> = ArgOf<Name> extends undefined ? [] : [arg: ArgOf<Name>];
export type Dispatch = <Name extends CommandName>(name: Name, ...rest: Rest<Name>) => void;

const PLAIN: readonly PlainName[] = [
  'search',
  'palette',
  'undo',
  'redo',
  'share',
  'views',
  'cite',
  'export',
  'openFinding',
  'copyEmbed',
  'importFile',
  'importCancel',
  'ownDatasets',
  'backup',
  'addClaim',
  'addEntity',
  'correct',
  'editOwn',
  'removeOwn',
  'fit',
  'fitSelection',
  'zoomIn',
  'zoomOut',
  'datasetsFirst',
  'datasetsRest',
  'datasetsAll',
  'compare',
  'compareClose',
  'showInLoops',
  'layoutLoops',
  'layoutForce',
  'layoutConcentric',
  'layoutLayers',
  'layoutCircle',
  'layoutCancel',
  'animate',
  'linesApart',
  'linesOne',
  'graph',
  'table',
  'flow',
  'flowAll',
  'flowWidths',
  'flowSave',
  'ledger',
  'copyLedger',
  'compareLoops',
  'concentration',
  'pickSelected',
  'clearPicked',
  'flowPicked',
  'toggleLeft',
  'toggleRight',
  'toggleDock',
  'console',
  'consoleRun',
  'consoleExplain',
  'consoleProfile',
  'consoleCancel',
  'queryCanvas',
  'queryForSelected',
  'stepBack',
  'nextLoop',
  'previousLoop',
  'play',
  'playNext',
  'playPrevious',
  'playStop',
  'isolate',
  'whatIf',
  'clearLoopFilters',
  'selectAll',
  'selectNeighbours',
  'selectInvert',
  'selectWhere',
  'lasso',
  'boxSelect',
  'expandSelected',
  'collapse',
  'paths',
  'swapPaths',
  'hide',
  'pin',
  'noteHere',
  'startOver',
  'toggleLegend',
  'appearance',
  'looksClear',
  'gaugeCancel',
  'timeline',
  'timePlay',
  'timeNext',
  'timePrevious',
  'openFilters',
  'clearFilters',
  'otherLanguage',
  'nextTheme',
  'singleKeys',
  'shortcuts',
  'tour',
  'tourSince',
  'method',
];
/** Those that stand in menus and in the list of shortcuts, in its order. */
export const PLAIN_COMMANDS: readonly (readonly [PlainName, Command])[] = PLAIN.map((name) => [
  name,
  COMMANDS[name],
]);

export const canRun = (name: CommandName, state: AppState): boolean =>
  COMMANDS[name].enabled?.(state) ?? true;

/** Runs commands where they are enabled. What a command throws is a defect, and is reported as one. */
export const dispatcher =
  (context: Context): Dispatch =>
  (name, ...rest) => {
    if (!canRun(name, context.store.getState())) return;
    // The types of `rest` and of the command's argument agree by Rest<Name>, which the compiler cannot follow here.
    const run: (context: Context, arg: never) => void | Promise<void> = COMMANDS[name].run;
    void Promise.resolve(run(context, rest[0] as never)).catch(reportError);
  };
