export const doctor = {
  title: 'Diagnose',
  fine: 'Keine Probleme gefunden.',
  found: 'Fehler: {{broken}} · Warnungen: {{warnings}}',
  page: 'Seite {{page}} von {{pages}}',
  previous: 'Zurück',
  next: 'Weiter',
  again: 'Neu prüfen',

  'settings.fine': 'Die Einstellungen sind in Ordnung.',
  'node.fine': 'Node.js {{running}}.',
  'folders.fine': 'In die Ordner kann geschrieben werden.',
  'disk.fine': 'Freier Speicherplatz: {{free}}.',
  'model.fine': 'Embedding-Modell {{name}}: Die Prüfsummen aller Dateien stimmen (Fingerabdruck {{fingerprint}}).',
  'reader.fine': 'Leser {{name}}: Die Prüfsummen aller Dateien stimmen (Fingerabdruck {{fingerprint}}).',
  'reader.off': 'Leser: ausgeschaltet (READER=off).',
  'thresholds.own_one':
    'Schwellen: {{fitted}} an {{count}} eigene Frage angepasst; beantwortet ab {{answered}}, gezeigt ab {{closest}}.',
  'thresholds.own_other':
    'Schwellen: {{fitted}} an {{count}} eigene Fragen angepasst; beantwortet ab {{answered}}, gezeigt ab {{closest}}.',
  'articles.fine_one': 'Artikelordner: {{count}} Artikel ist lesbar.',
  'articles.fine_other': 'Artikelordner: {{count}} Artikel sind lesbar.',
  'articles.skipped_one': 'Artikelordner: {{count}} Datei eines anderen Typs wurde übersprungen ({{types}}).',
  'articles.skipped_other': 'Artikelordner: {{count}} Dateien anderer Typen wurden übersprungen ({{types}}).',
  'index.fine_one': 'Index: {{count}} Artikel, {{passages}} Abschnitte, erstellt {{built}} (Generation {{id}}).',
  'index.fine_other': 'Index: {{count}} Artikel, {{passages}} Abschnitte, erstellt {{built}} (Generation {{id}}).',
  'database.fine': 'Die Datenbank des Bots ist intakt ({{size}}).',
  'database.none': 'Der Bot hat noch keine Datenbank; npm start legt sie an.',
  'application.fine': 'Discord nimmt das Token an. Es gehört zur Anwendung „{{name}}“.',
  'intent.fine': 'Intents: Der Bot liest Nachrichteninhalte für die beobachteten Kanäle.',
  'intent.unneeded': 'Intents: Nachrichteninhalte sind nicht nötig, da kein Kanal beobachtet wird.',
  'connection.fine': 'Mit Discord verbunden, Latenz {{ping}} ms.',
  'connection.new': 'Mit Discord verbunden.',
  'collections.fine': 'Sammlungen: {{names}}.',
  'answers.none': 'Seit dem Start wurde noch keine Frage beantwortet.',
  'answers.fine_one': 'Letzte Antwort: Median {{median}} ms, 99. Perzentil {{slowest}} ms.',
  'answers.fine_other': 'Letzte {{count}} Antworten: Median {{median}} ms, 99. Perzentil {{slowest}} ms.',
  'limits.none': 'Discords Ratenbegrenzung: seit dem Start nicht erreicht.',
  'limits.some_one':
    'Discords Ratenbegrenzung: seit dem Start {{count}} Mal erreicht, zuletzt {{last}}; der Bot hat gewartet und weitergemacht.',
  'limits.some_other':
    'Discords Ratenbegrenzung: seit dem Start {{count}} Mal erreicht, zuletzt {{last}}; der Bot hat gewartet und weitergemacht.',
  running: 'Läuft seit {{since}}.',

  'settings.broken': '{{reason}}',
  'settings.broken.fix': 'Behebe es in .env; .env.example erklärt jede Einstellung.',
  'node.old': 'Node.js {{running}} ist zu alt: nötig ist {{needed}}.',
  'node.old.fix': 'Installiere Node.js 20 oder neuer (https://nodejs.org) und führe dann npm ci noch einmal aus.',
  'folder.readonly': 'In {{setting}} kann nicht geschrieben werden: {{folder}}',
  'folder.readonly.fix':
    'Gib dem Benutzer, unter dem der Bot läuft, dort Schreibrechte, oder setze {{setting}} in .env auf einen anderen Ordner. Starte den Bot dann neu.',
  'disk.low': 'Nur noch {{free}} Speicherplatz frei; ein Indexlauf kann {{needed}} brauchen.',
  'disk.low.fix': 'Schaffe Speicherplatz, oder setze EMBEDDINGS_DIR und DATA_DIR in .env auf eine andere Festplatte.',
  'model.missing': 'Das Embedding-Modell {{name}} wurde noch nicht heruntergeladen.',
  'model.missing.fix': 'Führe npm run model aus.',
  'model.damaged': 'Das Embedding-Modell {{name}} kann nicht verwendet werden: {{defect}}',
  'model.damaged.fix':
    'Führe npm run model aus: Es lädt Fehlendes herunter oder sagt, wie es wiederherzustellen ist. Starte den Bot dann neu.',
  'model.unusable': '{{reason}}',
  'model.unusable.fix':
    'Lege die fehlenden Dateien in diesen Ordner, oder setze EMBEDDING_MODEL in .env auf ein anderes Modell. Starte den Bot dann neu.',
  'reader.missing': 'Der Leser {{name}} wurde noch nicht heruntergeladen.',
  'reader.missing.fix': 'Führe npm run model aus.',
  'reader.unusable': '{{reason}}',
  'reader.unusable.fix': 'Behebe, worauf READER_MODEL zeigt, oder entferne es aus .env. Starte den Bot dann neu.',
  'reader.damaged': '{{reason}}',
  'reader.damaged.fix': 'Führe git checkout -- {{name}} aus, oder setze READER=off in .env. Starte den Bot dann neu.',
  'thresholds.stale_one':
    'Die {{fitted}} an {{count}} eigene Frage angepassten Schwellen gehören zu anderen Modellen oder Einstellungen und werden nicht verwendet.',
  'thresholds.stale_other':
    'Die {{fitted}} an {{count}} eigene Fragen angepassten Schwellen gehören zu anderen Modellen oder Einstellungen und werden nicht verwendet.',
  'thresholds.stale.fix':
    'Führe npm run calibrate noch einmal mit deiner Fragendatei aus, oder mit --reset, um sie zu entfernen.',
  'thresholds.damaged':
    'Die an eigene Fragen angepassten Schwellen sind nicht lesbar und werden nicht verwendet: {{reason}}',
  'thresholds.damaged.fix':
    'Führe npm run calibrate noch einmal mit deiner Fragendatei aus, oder mit --reset, um sie zu entfernen.',
  'articles.none': '{{reason}}',
  'articles.none.fix':
    'Lege Artikel in den Ordner, den ARTICLES_DIR nennt, und führe dann /reindex oder npm run index aus.',
  'articles.unread': 'Nicht gelesen: {{where}}. {{reason}}',
  'articles.unread.fix': 'Führe danach /reindex oder npm run index aus.',
  'articles.more_one': 'Nicht gelesen: {{count}} weiterer.',
  'articles.more_other': 'Nicht gelesen: {{count}} weitere.',
  'articles.more.fix': 'npm run index listet sie alle auf.',
  'links.failing_one': '{{list}}: {{count}} Adresse konnte nicht abgerufen werden, {{address}}. {{reason}}',
  'links.failing_other':
    '{{list}}: {{count}} Adressen konnten nicht abgerufen werden, darunter {{address}}. {{reason}}',
  'links.failing.fix':
    'Öffne sie im Browser, berichtige oder entferne ihre Zeile und führe dann npm run fetch aus; es listet alle auf.',
  'index.none': 'Die Artikel wurden noch nicht indiziert.',
  'index.none.fix': 'Führe /reindex oder npm run index aus.',
  'index.unusable': '{{reason}}',
  'index.unusable.fix': 'Führe /reindex oder npm run index aus.',
  'index.outdated':
    'Die Artikel haben sich seit dem Indizieren geändert: {{added}} neu, {{changed}} geändert, {{removed}} entfernt.',
  'index.outdated.fix': 'Führe /reindex oder npm run index aus.',
  'database.damaged': 'Die Datenbank des Bots kann nicht verwendet werden: {{reason}}',
  'database.damaged.fix':
    'Beende den Bot. Stelle eine Kopie von verbatim.db in DATA_DIR wieder her, oder verschiebe die Datei, um neu anzufangen. Eine Datei aus einer neueren Version braucht diese Version.',
  'check.failed': 'Das ließ sich nicht prüfen: {{what}} ({{reason}}).',
  'check.failed.fix':
    'Führe npm run doctor auf dem Rechner des Bots aus, und zwar als der Benutzer, unter dem er läuft.',
  'token.none': 'DISCORD_TOKEN ist nicht gesetzt, es gibt also noch keinen Bot in Discord.',
  'token.none.fix':
    'Öffne https://discord.com/developers/applications, deine Anwendung (oder New Application), Bot, Reset Token, und trage das Token in .env als DISCORD_TOKEN ein.',
  'token.shape':
    'DISCORD_TOKEN sieht nicht wie ein Bot-Token aus, das aus drei durch Punkte getrennten Teilen besteht.',
  'token.shape.fix':
    'Kopiere es noch einmal: Developer Portal, deine Anwendung, Bot, Reset Token. Client Secret und Public Key sind nicht das Token.',
  'token.refused': 'Discord lehnt das Token ab.',
  'token.refused.fix':
    'Erstelle ein neues: Developer Portal, deine Anwendung, Bot, Reset Token; trage es in .env als DISCORD_TOKEN ein.',
  'discord.unreachable': 'Discord hat nicht geantwortet: {{reason}}',
  'discord.unreachable.fix': 'Prüfe das Netz des Rechners, und DISCORD_API_URL, falls es gesetzt ist.',
  'intent.off': 'Es werden Kanäle beobachtet, aber Message Content Intent ist aus.',
  'intent.off.fix':
    'Developer Portal, deine Anwendung, Bot, Privileged Gateway Intents: Schalte Message Content Intent ein und speichere. Starte den Bot dann neu.',
  'intent.unasked': 'Auf diesem Server werden Kanäle beobachtet, aber der Bot läuft ohne Message Content Intent.',
  'intent.unasked.fix':
    'Developer Portal, deine Anwendung, Bot, Privileged Gateway Intents: Stelle sicher, dass Message Content Intent eingeschaltet ist. Starte den Bot dann neu.',
  'endpoint.set': 'Discord schickt die Befehle dieser Anwendung an eine Webadresse, deshalb kommt keiner beim Bot an.',
  'endpoint.set.fix':
    'Developer Portal, deine Anwendung, General Information: Leere das Feld Interactions Endpoint URL und speichere.',
  'codeGrant.set': 'Die Anwendung verlangt einen Code Grant, deshalb funktionieren Einladungslinks nicht.',
  'codeGrant.set.fix': 'Developer Portal, deine Anwendung, Bot: Schalte Requires OAuth2 Code Grant aus und speichere.',
  'connection.slow': 'Die Verbindung zu Discord ist langsam: Latenz {{ping}} ms.',
  'connection.slow.fix': 'Prüfe das Netz des Rechners, und ob andere Programme seinen Prozessor auslasten.',
  'answers.slow': 'Antworten sind langsam: Median {{median}} ms, 99. Perzentil {{slowest}} ms.',
  'answers.slow.fix':
    'Gib dem Rechner einen weiteren Kern, oder setze READER=small oder off in .env. Antworten kommen dann schneller und sind etwas ungenauer.',
  'collection.gone': 'Die Einstellungen nennen eine Sammlung, die es nicht gibt: {{name}}',
  'collection.gone.fix':
    'Öffne /settings und wähle die Sammlungen neu, oder stelle ihren Ordner wieder her und führe /reindex aus.',
  'watched.gone': 'Einen beobachteten Kanal gibt es nicht mehr: {{channel}}',
  'watched.gone.fix': 'Öffne /settings und entferne ihn aus den beobachteten Kanälen.',
  'bot.silenced': 'Der Bot hat auf diesem Server einen Timeout bis {{until}}.',
  'bot.silenced.fix': 'Klicke in der Mitgliederliste mit rechts auf den Bot und wähle „Timeout entfernen“.',

  channels: 'Kanäle',
  watched: 'beobachtet',
  'channel.all': 'hat alle nötigen Berechtigungen',
  'channel.unseen': 'für den Bot nicht sichtbar',
  'channel.lacks': 'es fehlt: {{permissions}}',
  'channel.fix': 'Kanaleinstellungen von {{channel}}, Berechtigungen, {{bot}}: erlaube {{permissions}}.',
  'permission.ViewChannel': 'Kanal ansehen',
  'permission.ReadMessageHistory': 'Nachrichtenverlauf anzeigen',
  'permission.SendMessages': 'Nachrichten senden',
  'permission.CreatePublicThreads': 'Öffentliche Threads erstellen',
  'permission.SendMessagesInThreads': 'Nachrichten in Threads senden',
  times: 'Dauer der letzten Antworten',
  failures: 'Letzte Fehler',
  'failures.none': 'Keine seit dem Start.',
  'failure.reference': 'Kennung {{reference}}',
};
