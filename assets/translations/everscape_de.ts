<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Layout</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>Roll the layout here (R)</source>
        <translation>Den Aufbau hier neu würfeln (R)</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>Textur</translation>
    </message>
    <message>
        <source>Roll the texture here</source>
        <translation>Die Textur hier neu würfeln</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beides</translation>
    </message>
    <message>
        <source>Roll layout and texture here</source>
        <translation>Aufbau und Textur hier neu würfeln</translation>
    </message>
    <message>
        <source>Borrow a mood…</source>
        <translation>Stimmung leihen…</translation>
    </message>
    <message>
        <source>Then draw around the place whose mood this area should take on</source>
        <translation>Danach den Ort umfahren, dessen Stimmung dieser Bereich annehmen soll</translation>
    </message>
    <message>
        <source>Strength of the mood</source>
        <translation>Stärke der Stimmung</translation>
    </message>
    <message>
        <source>How much of the borrowed mood counts</source>
        <translation>Wie viel von der geliehenen Stimmung zählt</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Show or hide the change</source>
        <translation>Die Änderung zeigen oder verbergen</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>Change how the program works</source>
        <translation>Ändern, wie das Programm arbeitet</translation>
    </message>
    <message>
        <source>&amp;Keys and gestures</source>
        <translation>&amp;Tasten und Gesten</translation>
    </message>
    <message>
        <source>Show all keys on one page</source>
        <translation>Alle Tasten auf einer Seite zeigen</translation>
    </message>
    <message>
        <source>Copy &amp;diagnostics…</source>
        <translation>&amp;Diagnose kopieren…</translation>
    </message>
    <message>
        <source>Show what to add to a report of a problem</source>
        <translation>Zeigen, was in eine Fehlermeldung gehört</translation>
    </message>
    <message>
        <source>&amp;About Everscape</source>
        <translation>&amp;Über Everscape</translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation>Version und Lizenzen</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>Am Mauszeiger zoomen</translation>
    </message>
    <message>
        <source>Wheel, pinch</source>
        <translation>Mausrad, zwei Finger</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>Das Bild verschieben</translation>
    </message>
    <message>
        <source>Drag, arrow keys</source>
        <translation>Ziehen, Pfeiltasten</translation>
    </message>
    <message>
        <source>Move it while another tool is in use</source>
        <translation>Verschieben, während ein anderes Werkzeug gewählt ist</translation>
    </message>
    <message>
        <source>Space + drag, middle button</source>
        <translation>Leertaste + Ziehen, mittlere Taste</translation>
    </message>
    <message>
        <source>Open a project, a picture or a style</source>
        <translation>Projekt, Bild oder Stil öffnen</translation>
    </message>
    <message>
        <source>Drop it on the window</source>
        <translation>Auf das Fenster ziehen</translation>
    </message>
    <message>
        <source>Cancel what is being drawn</source>
        <translation>Abbrechen, was gerade gezeichnet wird</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>Auf der Leinwand</translation>
    </message>
    <message>
        <source>Press R for another landscape. Ctrl+Z brings the last one back.</source>
        <translation>R würfelt eine andere Landschaft. Strg+Z holt die letzte zurück.</translation>
    </message>
    <message>
        <source>Like the light but not the place? Lock a die, then roll the others.</source>
        <translation>Das Licht gefällt, der Ort nicht? Einen Würfel sperren, dann die anderen werfen.</translation>
    </message>
    <message>
        <source>Ctrl+Shift+W puts the picture on your desktop, and back if you like.</source>
        <translation>Strg+Umschalt+W legt das Bild auf den Schreibtisch – und auf Wunsch wieder zurück.</translation>
    </message>
    <message>
        <source>&amp;Hand</source>
        <translation>&amp;Hand</translation>
    </message>
    <message>
        <source>Drag to look around. Click a style to use it everywhere.</source>
        <translation>Ziehen zum Umsehen. Ein Klick auf einen Stil verwendet ihn überall.</translation>
    </message>
    <message>
        <source>&amp;Move and reshape</source>
        <translation>&amp;Verschieben und formen</translation>
    </message>
    <message>
        <source>Click a region, then drag it or its handles.</source>
        <translation>Eine Region anklicken, dann sie oder ihre Griffe ziehen.</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>&amp;Pinsel</translation>
    </message>
    <message>
        <source>Drag to paint the chosen style. Shift: a straight line.</source>
        <translation>Ziehen malt den gewählten Stil. Umschalt: gerade Linie.</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>&amp;Radierer</translation>
    </message>
    <message>
        <source>&amp;Rectangle</source>
        <translation>R&amp;echteck</translation>
    </message>
    <message>
        <source>Drag to fill a rectangle. Shift: square, Alt: from middle.</source>
        <translation>Ziehen füllt ein Rechteck. Umschalt: Quadrat, Alt: aus der Mitte.</translation>
    </message>
    <message>
        <source>E&amp;llipse</source>
        <translation>E&amp;llipse</translation>
    </message>
    <message>
        <source>Drag to fill an ellipse. Shift: circle, Alt: from middle.</source>
        <translation>Ziehen füllt eine Ellipse. Umschalt: Kreis, Alt: aus der Mitte.</translation>
    </message>
    <message>
        <source>La&amp;sso</source>
        <translation>La&amp;sso</translation>
    </message>
    <message>
        <source>Draw around what to fill.</source>
        <translation>Umfahren, was gefüllt werden soll.</translation>
    </message>
    <message>
        <source>&amp;Gradient</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>Drag from where the style begins to where it is full.</source>
        <translation>Ziehen von dort, wo der Stil beginnt, bis dort, wo er voll ist.</translation>
    </message>
    <message>
        <source>R&amp;ound gradient</source>
        <translation>R&amp;under Verlauf</translation>
    </message>
    <message>
        <source>Drag from the middle to where the style ends.</source>
        <translation>Ziehen von der Mitte bis dort, wo der Stil endet.</translation>
    </message>
    <message>
        <source>Select &amp;area</source>
        <translation>&amp;Bereich wählen</translation>
    </message>
    <message>
        <source>Select area by ha&amp;nd</source>
        <translation>Bereich &amp;von Hand wählen</translation>
    </message>
    <message>
        <source>Drag to take painted styles away: the selected region, or all if none is.</source>
        <translation>Ziehen nimmt gemalte Stile weg: von der gewählten Region, oder von allen, wenn keine gewählt ist.</translation>
    </message>
    <message>
        <source>Draw a rectangle, then roll what is in it. What is around it follows.</source>
        <translation>Ein Rechteck ziehen, dann neu würfeln, was darin liegt. Was darum liegt, passt sich an.</translation>
    </message>
    <message>
        <source>Draw around a place, then roll what is in it. What is around it follows.</source>
        <translation>Eine Stelle umfahren, dann neu würfeln, was darin liegt. Was darum liegt, passt sich an.</translation>
    </message>
    <message>
        <source>&amp;Larger brush</source>
        <translation>&amp;Größerer Pinsel</translation>
    </message>
    <message>
        <source>A larger brush</source>
        <translation>Ein größerer Pinsel</translation>
    </message>
    <message>
        <source>&amp;Smaller brush</source>
        <translation>&amp;Kleinerer Pinsel</translation>
    </message>
    <message>
        <source>A smaller brush</source>
        <translation>Ein kleinerer Pinsel</translation>
    </message>
    <message>
        <source>&amp;Harder brush</source>
        <translation>&amp;Härterer Pinsel</translation>
    </message>
    <message>
        <source>A harder brush</source>
        <translation>Ein härterer Pinsel</translation>
    </message>
    <message>
        <source>S&amp;ofter brush</source>
        <translation>&amp;Weicherer Pinsel</translation>
    </message>
    <message>
        <source>A softer brush</source>
        <translation>Ein weicherer Pinsel</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles wählen</translation>
    </message>
    <message>
        <source>Select the whole picture as the area</source>
        <translation>Das ganze Bild als Bereich wählen</translation>
    </message>
    <message>
        <source>Fill with the style</source>
        <translation>Mit dem Stil füllen</translation>
    </message>
    <message>
        <source>Fill the area with the chosen style</source>
        <translation>Den Bereich mit dem gewählten Stil füllen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep the change</source>
        <translation>Die Änderung behalten</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurückgehen</translation>
    </message>
    <message>
        <source>&amp;Delete region</source>
        <translation>Region &amp;löschen</translation>
    </message>
    <message>
        <source>Delete the selected region</source>
        <translation>Die gewählte Region löschen</translation>
    </message>
    <message>
        <source>D&amp;uplicate region</source>
        <translation>Region &amp;verdoppeln</translation>
    </message>
    <message>
        <source>Duplicate the selected region</source>
        <translation>Die gewählte Region verdoppeln</translation>
    </message>
    <message>
        <source>&amp;Raise region</source>
        <translation>Region &amp;anheben</translation>
    </message>
    <message>
        <source>Paint the region over the next one</source>
        <translation>Die Region über die nächste malen</translation>
    </message>
    <message>
        <source>&amp;Lower region</source>
        <translation>Region a&amp;bsenken</translation>
    </message>
    <message>
        <source>Paint the region below the next one</source>
        <translation>Die Region unter die nächste malen</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>Start over with a fresh landscape</source>
        <translation>Mit einer frischen Landschaft beginnen</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Öffnen…</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Ein Projekt öffnen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>Das Projekt speichern</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Save the project as another file</source>
        <translation>Das Projekt als andere Datei speichern</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>Das Programm schließen</translation>
    </message>
    <message>
        <source>&amp;Roll the dice</source>
        <translation>&amp;Würfeln</translation>
    </message>
    <message>
        <source>Roll all dice that are not locked</source>
        <translation>Alle Würfel werfen, die nicht gesperrt sind</translation>
    </message>
    <message>
        <source>Roll &amp;variations</source>
        <translation>&amp;Varianten würfeln</translation>
    </message>
    <message>
        <source>Show six variations to choose from</source>
        <translation>Sechs Varianten zur Auswahl zeigen</translation>
    </message>
    <message>
        <source>&amp;Copy recipe</source>
        <translation>&amp;Rezept kopieren</translation>
    </message>
    <message>
        <source>Copy the picture&apos;s recipe as text</source>
        <translation>Das Rezept des Bildes als Text kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste recipe</source>
        <translation>Rezept &amp;einfügen</translation>
    </message>
    <message>
        <source>Take over a recipe from the clipboard</source>
        <translation>Ein Rezept aus der Zwischenablage übernehmen</translation>
    </message>
    <message>
        <source>&amp;Swap width and height</source>
        <translation>&amp;Breite und Höhe tauschen</translation>
    </message>
    <message>
        <source>Turn landscape into portrait</source>
        <translation>Quer- und Hochformat tauschen</translation>
    </message>
    <message>
        <source>S&amp;top rendering</source>
        <translation>Rendern &amp;anhalten</translation>
    </message>
    <message>
        <source>Leave the picture as sharp as it is now</source>
        <translation>Das Bild so scharf lassen, wie es jetzt ist</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>&amp;Vergrößern</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Näher herangehen</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Look from farther away</source>
        <translation>Weiter weggehen</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>Show the whole picture</source>
        <translation>Das ganze Bild zeigen</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>One pixel of the picture a screen pixel</source>
        <translation>Ein Pixel des Bildes ist ein Pixel des Bildschirms</translation>
    </message>
    <message>
        <source>&amp;Horizon line</source>
        <translation>&amp;Horizontlinie</translation>
    </message>
    <message>
        <source>Show the horizon as a line to drag</source>
        <translation>Den Horizont als Linie zum Ziehen zeigen</translation>
    </message>
    <message>
        <source>&amp;Monitor borders</source>
        <translation>&amp;Monitorgrenzen</translation>
    </message>
    <message>
        <source>Show which part each monitor gets</source>
        <translation>Zeigen, welchen Teil jeder Monitor bekommt</translation>
    </message>
    <message>
        <source>&amp;Thirds</source>
        <translation>&amp;Drittel</translation>
    </message>
    <message>
        <source>Show the rule of thirds</source>
        <translation>Die Drittelregel zeigen</translation>
    </message>
    <message>
        <source>Task&amp;bar</source>
        <translation>&amp;Taskleiste</translation>
    </message>
    <message>
        <source>Show where a taskbar would lie</source>
        <translation>Zeigen, wo eine Taskleiste läge</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>V&amp;ollbild</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>Den ganzen Bildschirm verwenden</translation>
    </message>
    <message>
        <source>Hide &amp;panels</source>
        <translation>&amp;Leisten verbergen</translation>
    </message>
    <message>
        <source>Leave all room to the picture</source>
        <translation>Allen Platz dem Bild lassen</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>Nachbilden</translation>
    </message>
    <message>
        <source>The photo hides the whole canvas: make it smaller, or the canvas wider.</source>
        <translation>Das Foto verdeckt die ganze Leinwand: das Foto verkleinern oder die Leinwand verbreitern.</translation>
    </message>
    <message>
        <source>Now the photo only lies on the picture. Match it, and the picture continues it.</source>
        <translation>Noch liegt das Foto nur auf dem Bild. Nach dem Nachbilden setzt das Bild es fort.</translation>
    </message>
    <message>
        <source>Match again</source>
        <translation>Neu nachbilden</translation>
    </message>
    <message>
        <source>The photo, the canvas or the horizon changed since the match.</source>
        <translation>Das Foto, die Leinwand oder der Horizont hat sich seit dem Nachbilden geändert.</translation>
    </message>
    <message>
        <source>Match fully</source>
        <translation>Ganz nachbilden</translation>
    </message>
    <message>
        <source>The match was ended early. A full one comes closer to the photo.</source>
        <translation>Das Nachbilden wurde vorzeitig beendet. Ein vollständiges kommt dem Foto näher.</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>Nachgebildet</translation>
    </message>
    <message>
        <source>Roll the layout or the texture for other surroundings; the photo stays.</source>
        <translation>Das Layout oder die Textur würfeln ergibt eine andere Umgebung; das Foto bleibt.</translation>
    </message>
    <message>
        <source>Photo to the upper left</source>
        <translation>Foto nach oben links</translation>
    </message>
    <message>
        <source>Photo to the top</source>
        <translation>Foto nach oben</translation>
    </message>
    <message>
        <source>Photo to the upper right</source>
        <translation>Foto nach oben rechts</translation>
    </message>
    <message>
        <source>Photo to the left</source>
        <translation>Foto nach links</translation>
    </message>
    <message>
        <source>Photo to the centre</source>
        <translation>Foto in die Mitte</translation>
    </message>
    <message>
        <source>Photo to the right</source>
        <translation>Foto nach rechts</translation>
    </message>
    <message>
        <source>Photo to the lower left</source>
        <translation>Foto nach unten links</translation>
    </message>
    <message>
        <source>Photo to the bottom</source>
        <translation>Foto nach unten</translation>
    </message>
    <message>
        <source>Photo to the lower right</source>
        <translation>Foto nach unten rechts</translation>
    </message>
    <message>
        <source>Do the change after the next one</source>
        <translation>Die Änderung nach der nächsten ausführen</translation>
    </message>
    <message>
        <source>Do the change before the one below</source>
        <translation>Die Änderung vor der darunter ausführen</translation>
    </message>
    <message>
        <source>Delete the change</source>
        <translation>Die Änderung löschen</translation>
    </message>
    <message>
        <source>rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>round gradient</source>
        <translation>runder Verlauf</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>A new style by chance</source>
        <translation>Ein neuer, zufälliger Stil</translation>
    </message>
    <message>
        <source>Make a style of a photo&apos;s colours and light</source>
        <translation>Aus Farben und Licht eines Fotos einen Stil machen</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>Style from photo…</source>
        <translation>Stil aus Foto…</translation>
    </message>
    <message>
        <source>Change the chosen style a little</source>
        <translation>Den gewählten Stil etwas ändern</translation>
    </message>
    <message>
        <source>Change the chosen style a lot</source>
        <translation>Den gewählten Stil stark ändern</translation>
    </message>
    <message>
        <source>Vary it:</source>
        <translation>Abwandeln:</translation>
    </message>
    <message>
        <source>A little</source>
        <translation>Etwas</translation>
    </message>
    <message>
        <source>A lot</source>
        <translation>Stark</translation>
    </message>
    <message>
        <source>Keep…</source>
        <translation>Behalten…</translation>
    </message>
    <message>
        <source>Keep the chosen style under a name</source>
        <translation>Den gewählten Stil unter einem Namen behalten</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Einlesen…</translation>
    </message>
    <message>
        <source>Take over a style file</source>
        <translation>Eine Stildatei übernehmen</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About {program}</source>
        <translation>Über {program}</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Text der Lizenz</translation>
    </message>
    <message>
        <source>Parts of the program</source>
        <translation>Teile des Programms</translation>
    </message>
    <message>
        <source>It is made of these parts, each under its licence:</source>
        <translation>Es besteht aus diesen Teilen, jedes unter seiner Lizenz:</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Seamless landscapes of any size, painted by an own neural network. It works without a network connection and sends nothing.</source>
        <translation>Nahtlose Landschaften in jeder Größe, gemalt von einem eigenen neuronalen Netz. Es arbeitet ohne Netzverbindung und sendet nichts.</translation>
    </message>
    <message>
        <source>The licence “{licence}” came without its text. See {homepage}</source>
        <translation>Die Lizenz „{licence}“ kam ohne ihren Text. Siehe {homepage}</translation>
    </message>
</context>
<context>
    <name>BrushOptions</name>
    <message>
        <source>Tool options</source>
        <translation>Werkzeugoptionen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size of the brush ([ and ])</source>
        <translation>Größe des Pinsels ([ und ])</translation>
    </message>
    <message>
        <source>Hardness</source>
        <translation>Härte</translation>
    </message>
    <message>
        <source>How much of the brush paints fully</source>
        <translation>Wie viel vom Pinsel voll malt</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>Weichheit</translation>
    </message>
    <message>
        <source>How wide new edges fade</source>
        <translation>Wie breit neue Ränder verlaufen</translation>
    </message>
    <message>
        <source>Pen pressure</source>
        <translation>Stiftdruck</translation>
    </message>
    <message>
        <source>A pen that presses harder paints wider</source>
        <translation>Ein Stift, der fester drückt, malt breiter</translation>
    </message>
</context>
<context>
    <name>BrushTool</name>
    <message>
        <source>Erase</source>
        <translation>Radieren</translation>
    </message>
    <message>
        <source>Brush stroke</source>
        <translation>Pinselstrich</translation>
    </message>
</context>
<context>
    <name>CanvasStage</name>
    <message>
        <source>Put away</source>
        <translation>Weglegen</translation>
    </message>
    <message>
        <source>Put the notice away</source>
        <translation>Den Hinweis weglegen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>CanvasView</name>
    <message>
        <source>Canvas</source>
        <translation>Leinwand</translation>
    </message>
    <message>
        <source>The picture. Arrow keys move it, plus and minus zoom, Ctrl+0 fits it.</source>
        <translation>Das Bild. Pfeiltasten verschieben es, Plus und Minus zoomen, Strg+0 passt es ein.</translation>
    </message>
    <message>
        <source>Painting your landscape…</source>
        <translation>Die Landschaft wird gemalt…</translation>
    </message>
</context>
<context>
    <name>Cost</name>
    <message>
        <source>{mpx} megapixels</source>
        <translation>{mpx} Megapixel</translation>
    </message>
    <message>
        <source>about {size} as {format}</source>
        <translation>etwa {size} als {format}</translation>
    </message>
    <message>
        <source>{size} of memory</source>
        <translation>{size} Arbeitsspeicher</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>etwa {time}</translation>
    </message>
</context>
<context>
    <name>Curated styles</name>
    <message>
        <source>Autumn Heath</source>
        <translation>Herbstheide</translation>
    </message>
    <message>
        <source>Clear Noon</source>
        <translation>Klarer Mittag</translation>
    </message>
    <message>
        <source>Coral Dawn</source>
        <translation>Korallenlicht</translation>
    </message>
    <message>
        <source>Ember Dusk</source>
        <translation>Glutabend</translation>
    </message>
    <message>
        <source>First Frost</source>
        <translation>Erster Frost</translation>
    </message>
    <message>
        <source>Golden Hour</source>
        <translation>Goldene Stunde</translation>
    </message>
    <message>
        <source>Harvest Gold</source>
        <translation>Erntegold</translation>
    </message>
    <message>
        <source>Jade Dawn</source>
        <translation>Jademorgen</translation>
    </message>
    <message>
        <source>Lagoon Sunset</source>
        <translation>Lagunenabend</translation>
    </message>
    <message>
        <source>Moonlight</source>
        <translation>Mondlicht</translation>
    </message>
    <message>
        <source>Rose Dusk</source>
        <translation>Rosenabend</translation>
    </message>
    <message>
        <source>Spring Meadow</source>
        <translation>Frühlingswiese</translation>
    </message>
    <message>
        <source>Summer Shore</source>
        <translation>Sommerufer</translation>
    </message>
    <message>
        <source>Violet Night</source>
        <translation>Violette Nacht</translation>
    </message>
    <message>
        <source>Wild Sky</source>
        <translation>Wilder Himmel</translation>
    </message>
    <message>
        <source>Winter Rose</source>
        <translation>Winterrose</translation>
    </message>
</context>
<context>
    <name>DiagnosticsDialog</name>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Add this to a report of a problem. Names and folders of yours have been taken out; nothing is sent by itself.</source>
        <translation>Dies gehört in eine Fehlermeldung. Namen und Ordner sind entfernt; nichts wird von selbst gesendet.</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Open the &amp;log folder</source>
        <translation>&amp;Protokollordner öffnen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>DicePanel</name>
    <message>
        <source>Composition</source>
        <translation>Komposition</translation>
    </message>
    <message>
        <source>Roll all that is unlocked</source>
        <translation>Ungesperrtes würfeln</translation>
    </message>
    <message>
        <source>Variety</source>
        <translation>Vielfalt</translation>
    </message>
    <message>
        <source>Low: calm, typical landscapes. High: bolder ones, with more accidents.</source>
        <translation>Niedrig: ruhige, typische Landschaften. Hoch: kühnere, mit mehr Zufällen.</translation>
    </message>
    <message>
        <source>&amp;Variety</source>
        <translation>&amp;Vielfalt</translation>
    </message>
    <message>
        <source>Scene height</source>
        <translation>Szenenhöhe</translation>
    </message>
    <message>
        <source>How high one landscape reaches, from ground to sky, in canvas heights.</source>
        <translation>Wie hoch eine Landschaft reicht, vom Boden bis zum Himmel, in Bildhöhen.</translation>
    </message>
    <message>
        <source>Scene &amp;height</source>
        <translation>Szenen&amp;höhe</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>Horizont</translation>
    </message>
    <message>
        <source>Where sky and ground meet: above zero is lower. Drag it on the canvas, too.</source>
        <translation>Wo Himmel und Boden sich treffen: über null ist tiefer. Er lässt sich auch im Bild ziehen.</translation>
    </message>
    <message>
        <source>H&amp;orizon</source>
        <translation>H&amp;orizont</translation>
    </message>
    <message>
        <source>Drag the horizon on the canvas</source>
        <translation>Den Horizont im Bild ziehen</translation>
    </message>
    <message>
        <source>Left edge meets right edge</source>
        <translation>Linker Rand trifft rechten Rand</translation>
    </message>
    <message>
        <source>Makes the picture repeat from left to right without a seam.</source>
        <translation>Das Bild wiederholt sich von links nach rechts ohne Naht.</translation>
    </message>
    <message>
        <source>Change the variety</source>
        <translation>Die Vielfalt ändern</translation>
    </message>
    <message>
        <source>Change the scene height</source>
        <translation>Die Szenenhöhe ändern</translation>
    </message>
    <message>
        <source>Move the horizon</source>
        <translation>Den Horizont verschieben</translation>
    </message>
    <message>
        <source>Join left and right</source>
        <translation>Links und rechts verbinden</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>Textur</translation>
    </message>
    <message>
        <source>layout</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>style</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>texture</source>
        <translation>Textur</translation>
    </message>
    <message>
        <source>Roll the layout: where mountains, water and clouds lie.</source>
        <translation>Den Aufbau würfeln: wo Berge, Wasser und Wolken liegen.</translation>
    </message>
    <message>
        <source>Roll the style: season, weather, light and colour.</source>
        <translation>Den Stil würfeln: Jahreszeit, Wetter, Licht und Farbe.</translation>
    </message>
    <message>
        <source>Roll the texture: the finest grain of rocks, leaves and waves.</source>
        <translation>Die Textur würfeln: die feinste Körnung von Felsen, Blättern und Wellen.</translation>
    </message>
</context>
<context>
    <name>DocumentFiles</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Ein Projekt öffnen</translation>
    </message>
    <message>
        <source>Opened {name}</source>
        <translation>{name} geöffnet</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>Das Projekt speichern</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>{name} gespeichert</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Nicht gespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Save the changes to “{name}”?</source>
        <translation>Die Änderungen an „{name}“ speichern?</translation>
    </message>
    <message>
        <source>Paste a recipe</source>
        <translation>Ein Rezept einfügen</translation>
    </message>
    <message>
        <source>Everscape projects (*{suffix})</source>
        <translation>Everscape-Projekte (*{suffix})</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export the picture</source>
        <translation>Das Bild exportieren</translation>
    </message>
    <message>
        <source>Preview of the picture</source>
        <translation>Vorschau des Bildes</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>&amp;Qualität</translation>
    </message>
    <message>
        <source>What to export</source>
        <translation>Was exportiert wird</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>Das ganze Bild</translation>
    </message>
    <message>
        <source>One file for each monitor</source>
        <translation>Eine Datei für jeden Monitor</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beides</translation>
    </message>
    <message>
        <source>&amp;Pictures</source>
        <translation>&amp;Bilder</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Include the &amp;recipe</source>
        <translation>Das &amp;Rezept beilegen</translation>
    </message>
    <message>
        <source>The file then holds how to make it: drop it on the window to go on from it.</source>
        <translation>Die Datei weiß dann, wie sie entsteht: auf das Fenster gezogen, geht es von ihr aus weiter.</translation>
    </message>
    <message>
        <source>What the export costs</source>
        <translation>Was der Export kostet</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Quality in numbers</source>
        <translation>Qualität als Zahl</translation>
    </message>
    <message>
        <source>Template of the file names</source>
        <translation>Muster der Dateinamen</translation>
    </message>
    <message>
        <source>{fields} are filled in.</source>
        <translation>{fields} werden ausgefüllt.</translation>
    </message>
    <message>
        <source>Names of the files</source>
        <translation>Namen der Dateien</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Export the whole, a file for each monitor, or both.</source>
        <translation>Das Ganze, eine Datei für jeden Monitor oder beides exportieren.</translation>
    </message>
    <message>
        <source>Files for each monitor need a picture that spans several monitors.</source>
        <translation>Dateien für jeden Monitor brauchen ein Bild über mehrere Monitore.</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation> und {count} weitere</translation>
    </message>
    <message>
        <source>There is no {field} to fill in.</source>
        <translation>{field} gibt es nicht zum Ausfüllen.</translation>
    </message>
    <message>
        <source>Lossless: every pixel stays as it is</source>
        <translation>Verlustfrei: jedes Pixel bleibt, wie es ist</translation>
    </message>
</context>
<context>
    <name>ExportFeature</name>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Das Bild speichern</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Copy p&amp;icture</source>
        <translation>B&amp;ild kopieren</translation>
    </message>
    <message>
        <source>Put the finished picture into the clipboard</source>
        <translation>Das fertige Bild in die Zwischenablage legen</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>Exporte</translation>
    </message>
    <message>
        <source>The picture is too large for the clipboard; export it instead.</source>
        <translation>Das Bild ist zu groß für die Zwischenablage; exportieren geht.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Copying the picture…</source>
        <translation>Das Bild wird kopiert…</translation>
    </message>
    <message>
        <source>Exports are still running</source>
        <translation>Exporte laufen noch</translation>
    </message>
    <message>
        <source>Exports are not finished. Stop them?</source>
        <translation>Exporte sind noch nicht fertig. Abbrechen?</translation>
    </message>
    <message>
        <source>The picture is in the clipboard</source>
        <translation>Das Bild ist in der Zwischenablage</translation>
    </message>
    <message>
        <source>Exported {name}</source>
        <translation>{name} exportiert</translation>
    </message>
    <message>
        <source>The export of {name} failed</source>
        <translation>Der Export von {name} ist misslungen</translation>
    </message>
    <message>
        <source>Everscape</source>
        <translation>Everscape</translation>
    </message>
</context>
<context>
    <name>ExportRow</name>
    <message>
        <source>Show in its folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Copy the file</source>
        <translation>Die Datei kopieren</translation>
    </message>
    <message>
        <source>Details of what went wrong</source>
        <translation>Was genau misslungen ist</translation>
    </message>
    <message>
        <source>Cancel this export</source>
        <translation>Diesen Export abbrechen</translation>
    </message>
    <message>
        <source>Progress of {name}</source>
        <translation>Fortschritt von {name}</translation>
    </message>
    <message>
        <source>waiting for its turn</source>
        <translation>wartet, bis es an der Reihe ist</translation>
    </message>
    <message>
        <source>cancelled; no file was left</source>
        <translation>abgebrochen; keine Datei blieb zurück</translation>
    </message>
    <message>
        <source>done: {size} in {time}</source>
        <translation>fertig: {size} in {time}</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>beginnt</translation>
    </message>
</context>
<context>
    <name>ExportsPanel</name>
    <message>
        <source>Exports appear here while they are made.</source>
        <translation>Exporte erscheinen hier, während sie entstehen.</translation>
    </message>
    <message>
        <source>Clear what is done</source>
        <translation>Fertiges ausräumen</translation>
    </message>
    <message>
        <source>Take what is over off this list; the files stay</source>
        <translation>Nimmt Beendetes von der Liste; die Dateien bleiben</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>A part of the program is missing ({reason}).</source>
        <translation>Ein Teil des Programms fehlt ({reason}).</translation>
    </message>
    <message>
        <source>Install the program again.</source>
        <translation>Das Programm neu installieren.</translation>
    </message>
    <message>
        <source>Something went wrong that should not ({reason}).</source>
        <translation>Etwas ging schief, das nicht sollte ({reason}).</translation>
    </message>
    <message>
        <source>If it happens again, report it with Help, Copy diagnostics.</source>
        <translation>Wenn es wieder geschieht, bitte melden: Hilfe, Diagnose kopieren.</translation>
    </message>
    <message>
        <source>The graphics card has too little free memory.</source>
        <translation>Die Grafikkarte hat zu wenig freien Speicher.</translation>
    </message>
    <message>
        <source>Close other programs, or render on the CPU.</source>
        <translation>Andere Programme schließen oder auf der CPU rendern.</translation>
    </message>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>Dafür reicht der Arbeitsspeicher nicht.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller picture.</source>
        <translation>Andere Programme schließen oder ein kleineres Bild wählen.</translation>
    </message>
    <message>
        <source>The graphics card stopped working.</source>
        <translation>Die Grafikkarte arbeitet nicht mehr.</translation>
    </message>
    <message>
        <source>Choose another device in the menu Picture, or start again.</source>
        <translation>Im Menü Bild ein anderes Gerät wählen oder neu starten.</translation>
    </message>
    <message>
        <source>The disk is full: {file} could not be written.</source>
        <translation>Die Platte ist voll: {file} konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder.</source>
        <translation>Platz schaffen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>You may not use {file}.</source>
        <translation>{file} darf nicht benutzt werden.</translation>
    </message>
    <message>
        <source>Choose another folder, or check the permissions.</source>
        <translation>Anderen Ordner wählen oder die Rechte prüfen.</translation>
    </message>
    <message>
        <source>{file} is not there any more.</source>
        <translation>{file} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>It may have been moved or renamed; choose it again.</source>
        <translation>Vielleicht verschoben oder umbenannt; bitte neu wählen.</translation>
    </message>
    <message>
        <source>{file} could not be used ({reason}).</source>
        <translation>{file} war nicht zu gebrauchen ({reason}).</translation>
    </message>
    <message>
        <source>Try again, or choose another folder.</source>
        <translation>Noch einmal versuchen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>Eine Datei</translation>
    </message>
</context>
<context>
    <name>FormatBox</name>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>{format}: allows {px} px a side</source>
        <translation>{format}: erlaubt {px} px je Seite</translation>
    </message>
    <message>
        <source>{format}: allows {mpx} megapixels</source>
        <translation>{format}: erlaubt {mpx} Megapixel</translation>
    </message>
    <message>
        <source>{format}: cannot be written by this installation</source>
        <translation>{format}: diese Installation kann es nicht schreiben</translation>
    </message>
</context>
<context>
    <name>HelpFeature</name>
    <message>
        <source>Next hint</source>
        <translation>Nächster Hinweis</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>History of pictures</source>
        <translation>Verlauf der Bilder</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>{size}, layout {layout}, texture {texture}</source>
        <translation>{size}, Aufbau {layout}, Textur {texture}</translation>
    </message>
    <message>
        <source>Starred: {what}</source>
        <translation>Mit Stern: {what}</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Only starred</source>
        <translation>Nur mit Stern</translation>
    </message>
    <message>
        <source>Show only pictures with a star; those are kept for good.</source>
        <translation>Nur Bilder mit Stern zeigen; diese bleiben für immer.</translation>
    </message>
    <message>
        <source>Click to bring one back, hold to compare.</source>
        <translation>Klicken holt eines zurück, Halten vergleicht.</translation>
    </message>
    <message>
        <source>Bring back a picture</source>
        <translation>Ein Bild zurückholen</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Take the star away</source>
        <translation>Den Stern wegnehmen</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove all without a star</source>
        <translation>Alle ohne Stern entfernen</translation>
    </message>
</context>
<context>
    <name>HorizonTool</name>
    <message>
        <source>Move the horizon</source>
        <translation>Den Horizont verschieben</translation>
    </message>
</context>
<context>
    <name>IntakeFeature</name>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Opened the recipe of {name}</source>
        <translation>Rezept von {name} geöffnet</translation>
    </message>
    <message>
        <source>Take the style “{name}”</source>
        <translation>Den Stil „{name}“ übernehmen</translation>
    </message>
    <message>
        <source>“{name}” holds no recipe of Everscape, so there is nothing to open.</source>
        <translation>„{name}“ enthält kein Rezept von Everscape, es gibt also nichts zu öffnen.</translation>
    </message>
    <message>
        <source>Open a copied file, or take over a copied recipe or picture</source>
        <translation>Eine kopierte Datei öffnen oder ein kopiertes Rezept oder Bild übernehmen</translation>
    </message>
    <message>
        <source>The clipboard holds no file, recipe or picture</source>
        <translation>Die Zwischenablage enthält weder Datei noch Rezept noch Bild</translation>
    </message>
    <message>
        <source>This file cannot be used</source>
        <translation>Diese Datei ist nicht zu gebrauchen</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>Andere Datei wählen…</translation>
    </message>
</context>
<context>
    <name>LocalEdits</name>
    <message>
        <source>Borrow a mood</source>
        <translation>Eine Stimmung leihen</translation>
    </message>
    <message>
        <source>Roll an area</source>
        <translation>Einen Bereich würfeln</translation>
    </message>
</context>
<context>
    <name>LocalEditsModel</name>
    <message>
        <source>{edit}, hidden</source>
        <translation>{edit}, verborgen</translation>
    </message>
    <message>
        <source>Drag to reorder; the eye hides it</source>
        <translation>Ziehen ordnet um; das Auge verbirgt</translation>
    </message>
    <message>
        <source>Mood · {shape}</source>
        <translation>Stimmung · {shape}</translation>
    </message>
    <message>
        <source>Layout · {shape}</source>
        <translation>Aufbau · {shape}</translation>
    </message>
    <message>
        <source>Texture · {shape}</source>
        <translation>Textur · {shape}</translation>
    </message>
    <message>
        <source>Layout and texture · {shape}</source>
        <translation>Aufbau und Textur · {shape}</translation>
    </message>
    <message>
        <source>Hide a change</source>
        <translation>Eine Änderung verbergen</translation>
    </message>
    <message>
        <source>Show a change</source>
        <translation>Eine Änderung zeigen</translation>
    </message>
    <message>
        <source>Delete a change</source>
        <translation>Eine Änderung löschen</translation>
    </message>
    <message>
        <source>Reorder changes</source>
        <translation>Änderungen umordnen</translation>
    </message>
</context>
<context>
    <name>LocalEditsSection</name>
    <message>
        <source>Kept rolls and moods, the last first</source>
        <translation>Behaltene Würfe und Stimmungen, die letzte zuerst</translation>
    </message>
    <message>
        <source>Rolls and moods</source>
        <translation>Würfe und Stimmungen</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Landschaft</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Variations</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Roll the dice</source>
        <translation>Würfeln</translation>
    </message>
    <message>
        <source>The recipe is in the clipboard</source>
        <translation>Das Rezept ist in der Zwischenablage</translation>
    </message>
</context>
<context>
    <name>MatchBox</name>
    <message>
        <source>Match</source>
        <translation>Nachbilden</translation>
    </message>
    <message>
        <source>Fit the model to the photo, so that the picture continues it; takes minutes</source>
        <translation>Das Modell an das Foto anpassen, damit das Bild es fortsetzt; dauert Minuten</translation>
    </message>
    <message>
        <source>The photo as the model paints it now</source>
        <translation>Das Foto, wie das Modell es jetzt malt</translation>
    </message>
    <message>
        <source>Progress of the match</source>
        <translation>Fortschritt des Nachbildens</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>Beenden und behalten</translation>
    </message>
    <message>
        <source>End the match here and use what it has found</source>
        <translation>Das Nachbilden hier beenden und verwenden, was es gefunden hat</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>End the match and leave the picture as it was</source>
        <translation>Das Nachbilden beenden und das Bild lassen, wie es war</translation>
    </message>
    <message>
        <source>Ending with the step in work…</source>
        <translation>Endet mit dem laufenden Schritt…</translation>
    </message>
    <message>
        <source>Searching for where to begin…</source>
        <translation>Sucht einen Anfang…</translation>
    </message>
    <message>
        <source>Less than a minute left; the photo, as the model paints it by now:</source>
        <translation>Noch weniger als eine Minute; das Foto, wie das Modell es inzwischen malt:</translation>
    </message>
    <message>
        <source>About {minutes} min left; the photo, as the model paints it by now:</source>
        <translation>Noch etwa {minutes} min; das Foto, wie das Modell es inzwischen malt:</translation>
    </message>
</context>
<context>
    <name>MissingModelFeature</name>
    <message>
        <source>Model “{wanted}”, which painted this picture, was not found. “{used}” would paint it differently. The project keeps the name.</source>
        <translation>Das Modell „{wanted}“, das dieses Bild gemalt hat, wurde nicht gefunden. „{used}“ würde es anders malen. Das Projekt behält den Namen.</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Use installed</source>
        <translation>Vorhandenes verwenden</translation>
    </message>
</context>
<context>
    <name>MixPad</name>
    <message>
        <source>Mix of four styles</source>
        <translation>Mischung aus vier Stilen</translation>
    </message>
    <message>
        <source>Drag the point, or use the arrow keys, to mix the four corners</source>
        <translation>Den Punkt ziehen oder mit den Pfeiltasten bewegen, um die vier Ecken zu mischen</translation>
    </message>
</context>
<context>
    <name>ModelFeature</name>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Models ({suffixes})</source>
        <translation>Modelle ({suffixes})</translation>
    </message>
    <message>
        <source>“{model}” paints now. Licence: {licence}</source>
        <translation>Jetzt malt „{model}“. Lizenz: {licence}</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>This model cannot be used</source>
        <translation>Dieses Modell ist nicht verwendbar</translation>
    </message>
    <message>
        <source>Choose another model…</source>
        <translation>Anderes Modell wählen…</translation>
    </message>
</context>
<context>
    <name>MonitorDrawing</name>
    <message>
        <source>Your monitors, to scale</source>
        <translation>Die Monitore, maßstäblich</translation>
    </message>
</context>
<context>
    <name>MonitorSection</name>
    <message>
        <source>From picture to picture: two bezels and the air between them.</source>
        <translation>Von Bild zu Bild: zwei Ränder und die Luft dazwischen.</translation>
    </message>
    <message>
        <source>Match real sizes</source>
        <translation>Wahre Größen angleichen</translation>
    </message>
    <message>
        <source>A centimetre is a centimetre on each monitor, also if their density differs.</source>
        <translation>Ein Zentimeter ist auf jedem Monitor ein Zentimeter, auch bei verschiedener Pixeldichte.</translation>
    </message>
    <message>
        <source>Gap {first}, {second}</source>
        <translation>Abstand {first}, {second}</translation>
    </message>
    <message>
        <source>Diagonal of {monitor}</source>
        <translation>Diagonale von {monitor}</translation>
    </message>
    <message>
        <source>Gap between {first} and {second}</source>
        <translation>Abstand zwischen {first} und {second}</translation>
    </message>
    <message>
        <source>The size that it is sold by. Some monitors report a wrong one, which makes gaps wrong, too. 0 goes back to what is reported.</source>
        <translation>Die Größe, mit der er verkauft wird. Manche Monitore melden eine falsche, und dann stimmen auch die Abstände nicht. 0 nimmt wieder die gemeldete.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>MoveTool</name>
    <message>
        <source>Move a region</source>
        <translation>Eine Region verschieben</translation>
    </message>
    <message>
        <source>Reshape a region</source>
        <translation>Eine Region umformen</translation>
    </message>
</context>
<context>
    <name>PaintDesk</name>
    <message>
        <source>Use a style</source>
        <translation>Einen Stil verwenden</translation>
    </message>
    <message>
        <source>Change a region&apos;s style</source>
        <translation>Den Stil einer Region ändern</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>Stile</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>P&amp;aint</source>
        <translation>&amp;Malen</translation>
    </message>
    <message>
        <source>Click: all around the photo. Drag onto it: a region.</source>
        <translation>Klick: alles um das Foto herum. Hineinziehen: eine Region.</translation>
    </message>
    <message>
        <source>Click: the whole picture. Drag onto it: a region.</source>
        <translation>Klick: das ganze Bild. Hineinziehen: eine Region.</translation>
    </message>
    <message>
        <source>The selected region is locked. Double-click: the whole picture.</source>
        <translation>Die gewählte Region ist gesperrt. Doppelklick: das ganze Bild.</translation>
    </message>
    <message>
        <source>Click: the selected region. Double-click: the whole picture.</source>
        <translation>Klick: die gewählte Region. Doppelklick: das ganze Bild.</translation>
    </message>
    <message>
        <source>Click: paint with it. Double-click: the whole picture.</source>
        <translation>Klick: damit malen. Doppelklick: das ganze Bild.</translation>
    </message>
    <message>
        <source>The style “{name}” is deleted.</source>
        <translation>Der Stil „{name}“ ist gelöscht.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Roll area</source>
        <translation>Bereich würfeln</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>Würfeln</translation>
    </message>
</context>
<context>
    <name>PhotoFeature</name>
    <message>
        <source>Open a p&amp;hoto…</source>
        <translation>&amp;Foto öffnen…</translation>
    </message>
    <message>
        <source>Lay a photo on the canvas and continue it</source>
        <translation>Ein Foto auf die Leinwand legen und fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Move the photo</source>
        <translation>&amp;Foto verschieben</translation>
    </message>
    <message>
        <source>Drag the photo on the canvas, or scale it by its corners</source>
        <translation>Das Foto auf der Leinwand ziehen oder an den Ecken seine Größe ändern</translation>
    </message>
    <message>
        <source>Find the photo&apos;s hori&amp;zon</source>
        <translation>Hori&amp;zont des Fotos finden</translation>
    </message>
    <message>
        <source>Move the horizon of the picture to where the photo has its own</source>
        <translation>Den Horizont des Bildes dorthin legen, wo das Foto seinen hat</translation>
    </message>
    <message>
        <source>Mat&amp;ch the photo</source>
        <translation>Foto na&amp;chbilden</translation>
    </message>
    <message>
        <source>Fit the model to the photo, so that the picture continues it; takes minutes</source>
        <translation>Das Modell an das Foto anpassen, damit das Bild es fortsetzt; dauert Minuten</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>Ein Foto öffnen</translation>
    </message>
    <message>
        <source>Photos ({suffixes})</source>
        <translation>Fotos ({suffixes})</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>{name} wird gelesen…</translation>
    </message>
    <message>
        <source>the pasted picture</source>
        <translation>das eingefügte Bild</translation>
    </message>
    <message>
        <source>Add the photo “{name}”</source>
        <translation>Das Foto „{name}“ hinzufügen</translation>
    </message>
    <message>
        <source>“{name}” has {size} pixels and is shown {times} times as large, so it is blurred. A larger photo, or a smaller scale of this one, is sharp.</source>
        <translation>„{name}“ hat {size} Pixel und erscheint {times}-mal so groß, also unscharf. Ein größeres Foto oder ein kleinerer Maßstab ist scharf.</translation>
    </message>
    <message>
        <source>This photo cannot be used</source>
        <translation>Dieses Foto lässt sich nicht verwenden</translation>
    </message>
    <message>
        <source>Choose another photo…</source>
        <translation>Ein anderes Foto wählen…</translation>
    </message>
    <message>
        <source>A very large photo</source>
        <translation>Ein sehr großes Foto</translation>
    </message>
    <message>
        <source>Use it all the same?</source>
        <translation>Trotzdem verwenden?</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>The horizon lies where the photo has its own</source>
        <translation>Der Horizont liegt dort, wo das Foto seinen hat</translation>
    </message>
    <message>
        <source>No horizon was found in the photo; drag the line onto it</source>
        <translation>Im Foto wurde kein Horizont gefunden; die Linie lässt sich darauf ziehen</translation>
    </message>
</context>
<context>
    <name>PhotoHorizon</name>
    <message>
        <source>Find the photo&apos;s horizon</source>
        <translation>Horizont des Fotos finden</translation>
    </message>
</context>
<context>
    <name>PhotoMatch</name>
    <message>
        <source>Match the photo</source>
        <translation>Das Foto nachbilden</translation>
    </message>
    <message>
        <source>Photo, canvas or horizon changed, so the match was stopped</source>
        <translation>Foto, Leinwand oder Horizont hat sich geändert, deshalb wurde das Nachbilden beendet</translation>
    </message>
    <message>
        <source>Another model was opened, so the match was stopped</source>
        <translation>Ein anderes Modell wurde geöffnet, deshalb wurde das Nachbilden beendet</translation>
    </message>
</context>
<context>
    <name>PhotoPanel</name>
    <message>
        <source>Drop a photo on the window, or open one, to continue it beyond its frame.</source>
        <translation>Ein Foto auf das Fenster ziehen oder öffnen, um es über seinen Rand hinaus fortzusetzen.</translation>
    </message>
    <message>
        <source>Open a photo…</source>
        <translation>Foto öffnen…</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Which photo the controls below are for</source>
        <translation>Für welches Foto die Regler darunter gelten</translation>
    </message>
    <message>
        <source>One left, one right</source>
        <translation>Eines links, eines rechts</translation>
    </message>
    <message>
        <source>Put the photos at both edges, with room for a landscape between them</source>
        <translation>Die Fotos an beide Ränder legen, mit Platz für eine Landschaft dazwischen</translation>
    </message>
    <message>
        <source>Fit height</source>
        <translation>Höhe füllen</translation>
    </message>
    <message>
        <source>Make the photo as tall as the canvas</source>
        <translation>Das Foto so hoch wie die Leinwand machen</translation>
    </message>
    <message>
        <source>Fit width</source>
        <translation>Breite füllen</translation>
    </message>
    <message>
        <source>Make the photo as wide as the canvas</source>
        <translation>Das Foto so breit wie die Leinwand machen</translation>
    </message>
    <message>
        <source>Fit whole</source>
        <translation>Ganz zeigen</translation>
    </message>
    <message>
        <source>Show the whole photo, as large as it fits</source>
        <translation>Das ganze Foto zeigen, so groß es hineinpasst</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Height of the photo; 100 % is as tall as the canvas</source>
        <translation>Höhe des Fotos; 100 % ist so hoch wie die Leinwand</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>Weiche Kante</translation>
    </message>
    <message>
        <source>Over how many px inside its edge the photo melts in</source>
        <translation>Über wie viele px innerhalb seiner Kante das Foto ins Bild übergeht</translation>
    </message>
    <message>
        <source>Colour match</source>
        <translation>Farbangleich</translation>
    </message>
    <message>
        <source>How far the picture around the photo takes on its colour and light</source>
        <translation>Wie weit das Bild um das Foto dessen Farbe und Licht annimmt</translation>
    </message>
    <message>
        <source>Find horizon</source>
        <translation>Horizont finden</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Show the horizon of the picture as a line, to drag it onto the photo&apos;s</source>
        <translation>Den Horizont des Bildes als Linie zeigen, um ihn auf den des Fotos zu ziehen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take the photo off the canvas</source>
        <translation>Das Foto von der Leinwand nehmen</translation>
    </message>
    <message>
        <source>Photo {number}</source>
        <translation>Foto {number}</translation>
    </message>
</context>
<context>
    <name>PhotoTool</name>
    <message>
        <source>Move the photo</source>
        <translation>Das Foto verschieben</translation>
    </message>
    <message>
        <source>Scale the photo</source>
        <translation>Die Größe des Fotos ändern</translation>
    </message>
</context>
<context>
    <name>Photos</name>
    <message>
        <source>Put the photos side by side</source>
        <translation>Fotos nebeneinander legen</translation>
    </message>
    <message>
        <source>Remove the photo</source>
        <translation>Das Foto entfernen</translation>
    </message>
    <message>
        <source>Move the photo</source>
        <translation>Das Foto verschieben</translation>
    </message>
    <message>
        <source>Scale the photo</source>
        <translation>Die Größe des Fotos ändern</translation>
    </message>
    <message>
        <source>Feather the photo</source>
        <translation>Die Kante des Fotos weichzeichnen</translation>
    </message>
    <message>
        <source>Match the photo&apos;s light</source>
        <translation>Das Licht des Fotos angleichen</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Large phone</source>
        <translation>Großes Telefon</translation>
    </message>
    <message>
        <source>Tablet</source>
        <translation>Tablet</translation>
    </message>
    <message>
        <source>All monitors</source>
        <translation>Alle Monitore</translation>
    </message>
    <message>
        <source>This monitor</source>
        <translation>Dieser Monitor</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Monitor</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Your settings could not be read, so the defaults are used: {why}</source>
        <translation>Die Einstellungen waren nicht lesbar, es gelten die Vorgaben: {why}</translation>
    </message>
</context>
<context>
    <name>RecoveryFeature</name>
    <message>
        <source>Unsaved work</source>
        <translation>Nicht gespeicherte Arbeit</translation>
    </message>
    <message>
        <source>Restore unsaved work from {time}?</source>
        <translation>Nicht gespeicherte Arbeit von {time} wiederherstellen?</translation>
    </message>
    <message>
        <source>The program ended without saving. If not now, you are asked again next time.</source>
        <translation>Das Programm endete ohne zu speichern. Wenn nicht jetzt, kommt die Frage beim nächsten Mal wieder.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>The copy is damaged and cannot be restored.</source>
        <translation>Die Kopie ist beschädigt und lässt sich nicht wiederherstellen.</translation>
    </message>
</context>
<context>
    <name>RegionEdits</name>
    <message>
        <source>Delete a region</source>
        <translation>Eine Region löschen</translation>
    </message>
    <message>
        <source>Duplicate a region</source>
        <translation>Eine Region verdoppeln</translation>
    </message>
    <message>
        <source>Reorder regions</source>
        <translation>Regionen umordnen</translation>
    </message>
    <message>
        <source>Move a region</source>
        <translation>Eine Region verschieben</translation>
    </message>
</context>
<context>
    <name>RegionOverlay</name>
    <message>
        <source>May show in the whole picture</source>
        <translation>Kann im ganzen Bild zu sehen sein</translation>
    </message>
    <message>
        <source>May show up to here</source>
        <translation>Kann bis hierher zu sehen sein</translation>
    </message>
</context>
<context>
    <name>RegionTool</name>
    <message>
        <source>Paint a region</source>
        <translation>Eine Region malen</translation>
    </message>
</context>
<context>
    <name>RegionsModel</name>
    <message>
        <source>{shape} in {style}. Drag to reorder, double-click to rename</source>
        <translation>{shape} in {style}. Ziehen ordnet um, Doppelklick benennt um</translation>
    </message>
    <message>
        <source>Rename a region</source>
        <translation>Eine Region umbenennen</translation>
    </message>
    <message>
        <source>Reorder regions</source>
        <translation>Regionen umordnen</translation>
    </message>
    <message>
        <source>{shape} in {style}. It lies off the picture: zoom out to drag it back</source>
        <translation>{shape} in {style}. Liegt außerhalb des Bildes: herauszoomen, um es zurückzuziehen</translation>
    </message>
    <message>
        <source>{region}, hidden</source>
        <translation>{region}, verborgen</translation>
    </message>
    <message>
        <source>{region}, off the picture</source>
        <translation>{region}, außerhalb des Bildes</translation>
    </message>
    <message>
        <source>{region}, locked</source>
        <translation>{region}, gesperrt</translation>
    </message>
</context>
<context>
    <name>RegionsPanel</name>
    <message>
        <source>Regions, the topmost first</source>
        <translation>Regionen, die oberste zuerst</translation>
    </message>
    <message>
        <source>Paint with the brush or a shape, or drag a style onto the picture.</source>
        <translation>Mit Pinsel oder Form malen oder einen Stil auf das Bild ziehen.</translation>
    </message>
    <message>
        <source>Hide or show the region</source>
        <translation>Die Region verbergen oder zeigen</translation>
    </message>
    <message>
        <source>Lock or unlock the region</source>
        <translation>Die Region sperren oder entsperren</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>How much of the style counts</source>
        <translation>Wie viel vom Stil zählt</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>Weichheit</translation>
    </message>
    <message>
        <source>How wide the edge fades: between the two dashed lines</source>
        <translation>Wie breit der Rand verläuft: zwischen den beiden gestrichelten Linien</translation>
    </message>
    <message>
        <source>&amp;Opacity</source>
        <translation>&amp;Deckkraft</translation>
    </message>
    <message>
        <source>&amp;Softness</source>
        <translation>&amp;Weichheit</translation>
    </message>
    <message>
        <source>Use the chosen style</source>
        <translation>Den gewählten Stil verwenden</translation>
    </message>
    <message>
        <source>Paint this region in the style chosen in the palette</source>
        <translation>Diese Region im Stil malen, der in der Palette gewählt ist</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>Hide a region</source>
        <translation>Eine Region verbergen</translation>
    </message>
    <message>
        <source>Show a region</source>
        <translation>Eine Region zeigen</translation>
    </message>
    <message>
        <source>Unlock a region</source>
        <translation>Eine Region entsperren</translation>
    </message>
    <message>
        <source>Lock a region</source>
        <translation>Eine Region sperren</translation>
    </message>
    <message>
        <source>Change the opacity</source>
        <translation>Die Deckkraft ändern</translation>
    </message>
    <message>
        <source>Change the softness</source>
        <translation>Die Weichheit ändern</translation>
    </message>
    <message>
        <source>Change a region&apos;s style</source>
        <translation>Den Stil einer Region ändern</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>Lizenz: {licence}</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>The language changes at the next start.</source>
        <translation>Die Sprache wechselt beim nächsten Start.</translation>
    </message>
    <message>
        <source>What a start opens</source>
        <translation>Was ein Start öffnet</translation>
    </message>
    <message>
        <source>A new landscape</source>
        <translation>Eine neue Landschaft</translation>
    </message>
    <message>
        <source>The last project</source>
        <translation>Das letzte Projekt</translation>
    </message>
    <message>
        <source>At the &amp;start</source>
        <translation>Beim S&amp;tart</translation>
    </message>
    <message>
        <source>The model is being opened…</source>
        <translation>Das Modell wird geöffnet…</translation>
    </message>
    <message>
        <source>Model that paints</source>
        <translation>Modell, das malt</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>&amp;Wählen…</translation>
    </message>
    <message>
        <source>Paint with a model of your own: its weights, as safetensors</source>
        <translation>Mit einem eigenen Modell malen: seinen Gewichten als safetensors</translation>
    </message>
    <message>
        <source>&amp;Bundled one</source>
        <translation>&amp;Mitgeliefertes</translation>
    </message>
    <message>
        <source>Paint with the model that comes with the program</source>
        <translation>Mit dem Modell malen, das zum Programm gehört</translation>
    </message>
    <message>
        <source>Automatic: the quickest</source>
        <translation>Automatisch: das schnellste</translation>
    </message>
    <message>
        <source>Device to render on</source>
        <translation>Gerät zum Rendern</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>&amp;Gerät</translation>
    </message>
    <message>
        <source>Memory for pictures</source>
        <translation>Speicher für Bilder</translation>
    </message>
    <message>
        <source>How much of what was rendered stays in memory; more makes undo quicker.</source>
        <translation>Wie viel vom Gerenderten im Speicher bleibt; mehr macht Rückgängig schneller.</translation>
    </message>
    <message>
        <source>&amp;Memory for pictures</source>
        <translation>Speicher für &amp;Bilder</translation>
    </message>
    <message>
        <source>as the desktop wants it</source>
        <translation>wie der Desktop es will</translation>
    </message>
    <message>
        <source>Command that sets the wallpaper</source>
        <translation>Befehl, der das Hintergrundbild setzt</translation>
    </message>
    <message>
        <source>For desktops that are not known, such as: feh --bg-fill {image}</source>
        <translation>Für unbekannte Desktops, zum Beispiel: feh --bg-fill {image}</translation>
    </message>
    <message>
        <source>&amp;Wallpaper command</source>
        <translation>&amp;Hintergrund-Befehl</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Set everything on this page back</source>
        <translation>Alles auf dieser Seite zurücksetzen</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keys and gestures</source>
        <translation>Tasten und Gesten</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find keys</source>
        <translation>Tasten suchen</translation>
    </message>
</context>
<context>
    <name>SizeButton</name>
    <message>
        <source>Size of the picture</source>
        <translation>Größe des Bildes</translation>
    </message>
    <message>
        <source>Size of the picture: {size}</source>
        <translation>Größe des Bildes: {size}</translation>
    </message>
</context>
<context>
    <name>SizePanel</name>
    <message>
        <source>What this size costs</source>
        <translation>Was diese Größe kostet</translation>
    </message>
    <message>
        <source>Size preset</source>
        <translation>Größenvorgabe</translation>
    </message>
    <message>
        <source>Sizes of your monitors in real pixels, of common screens and of phones.</source>
        <translation>Größen der eigenen Monitore in echten Pixeln, üblicher Bildschirme und Telefone.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>&amp;Breite</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>&amp;Höhe</translation>
    </message>
    <message>
        <source>Keep the ratio of width to height</source>
        <translation>Das Verhältnis von Breite zu Höhe halten</translation>
    </message>
    <message>
        <source>Leave what is painted in its place</source>
        <translation>Gemaltes an seinem Platz lassen</translation>
    </message>
    <message>
        <source>Regions, rolls, moods and photos keep their pixels when the size changes; else they grow and shrink with the picture</source>
        <translation>Regionen, Würfe, Stimmungen und Fotos behalten ihre Pixel, wenn sich die Größe ändert; sonst wachsen und schrumpfen sie mit dem Bild</translation>
    </message>
    <message>
        <source>Swap width and height</source>
        <translation>Breite und Höhe tauschen</translation>
    </message>
    <message>
        <source>{low} to {high} pixels</source>
        <translation>{low} bis {high} Pixel</translation>
    </message>
    <message>
        <source>Resize to {size}</source>
        <translation>Größe auf {size} ändern</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Bildschirme</translation>
    </message>
    <message>
        <source>Phones and tablets</source>
        <translation>Telefone und Tablets</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>Eigene Größe</translation>
    </message>
</context>
<context>
    <name>SliderRow</name>
    <message>
        <source>{name}, as a number</source>
        <translation>{name}, als Zahl</translation>
    </message>
</context>
<context>
    <name>StagingBar</name>
    <message>
        <source>Selected area</source>
        <translation>Gewählter Bereich</translation>
    </message>
    <message>
        <source>Draw around the place whose mood to borrow</source>
        <translation>Den Ort umfahren, dessen Stimmung geliehen wird</translation>
    </message>
    <message>
        <source>Roll again:</source>
        <translation>Neu würfeln:</translation>
    </message>
    <message>
        <source>In this area:</source>
        <translation>In diesem Bereich:</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Deselect</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} von {count}</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>Rendering progress</source>
        <translation>Fortschritt des Renderns</translation>
    </message>
    <message>
        <source>Stop rendering</source>
        <translation>Rendern anhalten</translation>
    </message>
    <message>
        <source>Cursor position</source>
        <translation>Ort des Mauszeigers</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Starting the painter…</source>
        <translation>Der Maler wird geweckt…</translation>
    </message>
    <message>
        <source>Model {model} on {device}</source>
        <translation>Modell {model} auf {device}</translation>
    </message>
</context>
<context>
    <name>StyleLibrary</name>
    <message>
        <source>Style {number}</source>
        <translation>Stil {number}</translation>
    </message>
    <message>
        <source>A style can be saved once the model is open</source>
        <translation>Ein Stil lässt sich speichern, sobald das Modell offen ist</translation>
    </message>
</context>
<context>
    <name>StyleMixer</name>
    <message>
        <source>Slot {name}</source>
        <translation>Platz {name}</translation>
    </message>
    <message>
        <source>Mix of the two upper styles</source>
        <translation>Mischung der beiden oberen Stile</translation>
    </message>
    <message>
        <source>From the style at the left to the one at the right</source>
        <translation>Vom Stil links zu dem rechts</translation>
    </message>
</context>
<context>
    <name>StylePhotoDialog</name>
    <message>
        <source>Style from photo</source>
        <translation>Stil aus Foto</translation>
    </message>
    <message>
        <source>Progress of the fit</source>
        <translation>Fortschritt der Anpassung</translation>
    </message>
    <message>
        <source>Reading the photo…</source>
        <translation>Das Foto wird gelesen…</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>0 %: no nearer to the photo than any style; 100 %: the same colours, light and grain at each height. Shapes do not count.</source>
        <translation>0 %: dem Foto nicht näher als irgendein Stil; 100 %: in jeder Höhe dieselben Farben, dasselbe Licht und Korn. Formen zählen nicht.</translation>
    </message>
    <message>
        <source>The photo</source>
        <translation>Das Foto</translation>
    </message>
    <message>
        <source>A landscape in its style</source>
        <translation>Eine Landschaft in seinem Stil</translation>
    </message>
    <message>
        <source>Trying styles…</source>
        <translation>Stile werden ausprobiert…</translation>
    </message>
    <message>
        <source>Keep the style</source>
        <translation>Stil behalten</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>Beenden und behalten</translation>
    </message>
    <message>
        <source>Likeness: {percent} %</source>
        <translation>Ähnlichkeit: {percent} %</translation>
    </message>
</context>
<context>
    <name>StyleSlot</name>
    <message>
        <source>Click to put the chosen style here, or drop one</source>
        <translation>Klicken legt den gewählten Stil hierher; oder einen herziehen</translation>
    </message>
</context>
<context>
    <name>StyleSwatch</name>
    <message>
        <source>{name}
Click to use it, drag it onto the picture for a region</source>
        <translation>{name}
Klicken verwendet ihn, aufs Bild ziehen gibt eine Region</translation>
    </message>
</context>
<context>
    <name>Styles</name>
    <message>
        <source>Seed {seed}</source>
        <translation>Zahl {seed}</translation>
    </message>
    <message>
        <source>Own style</source>
        <translation>Eigener Stil</translation>
    </message>
</context>
<context>
    <name>StylesPanel</name>
    <message>
        <source>My styles</source>
        <translation>Meine Stile</translation>
    </message>
    <message>
        <source>Keep the chosen style to find it here again.</source>
        <translation>Den gewählten Stil behalten, um ihn hier wiederzufinden.</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>Mischen</translation>
    </message>
    <message>
        <source>Name of the style</source>
        <translation>Name des Stils</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>Import styles</source>
        <translation>Stile einlesen</translation>
    </message>
    <message>
        <source>Style from photo</source>
        <translation>Stil aus Foto</translation>
    </message>
    <message>
        <source>Photos ({suffixes})</source>
        <translation>Fotos ({suffixes})</translation>
    </message>
    <message>
        <source>Styles (*{suffix})</source>
        <translation>Stile (*{suffix})</translation>
    </message>
    <message>
        <source>Export a style</source>
        <translation>Einen Stil exportieren</translation>
    </message>
    <message>
        <source>Use for the &amp;whole picture</source>
        <translation>Für das &amp;ganze Bild verwenden</translation>
    </message>
    <message>
        <source>&amp;Add as a region</source>
        <translation>Als Region &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
</context>
<context>
    <name>SwatchGrid</name>
    <message>
        <source>{name} was made for another model</source>
        <translation>{name} wurde für ein anderes Modell gemacht</translation>
    </message>
</context>
<context>
    <name>Variations</name>
    <message>
        <source>Use a variation</source>
        <translation>Eine Variante verwenden</translation>
    </message>
</context>
<context>
    <name>VariationsPanel</name>
    <message>
        <source>Roll six</source>
        <translation>Sechs würfeln</translation>
    </message>
    <message>
        <source>Click to use one, hold to compare.</source>
        <translation>Klicken verwendet eine, Halten vergleicht.</translation>
    </message>
    <message>
        <source>How different variations are</source>
        <translation>Wie verschieden die Variationen sind</translation>
    </message>
    <message>
        <source>Low: close to the picture. High: anything that the unlocked dice can roll.</source>
        <translation>Niedrig: nah am Bild. Hoch: alles, was die offenen Würfel ergeben können.</translation>
    </message>
    <message>
        <source>Variation {number}</source>
        <translation>Variante {number}</translation>
    </message>
    <message>
        <source>Click to use this variation, hold to compare it</source>
        <translation>Klicken verwendet diese Variante, Halten vergleicht sie</translation>
    </message>
</context>
<context>
    <name>WallpaperAction</name>
    <message>
        <source>This desktop cannot bring back its wallpaper, so no pattern is shown.</source>
        <translation>Dieser Desktop kann sein Bild nicht zurückholen, daher wird kein Muster gezeigt.</translation>
    </message>
</context>
<context>
    <name>WallpaperFeature</name>
    <message>
        <source>Set as &amp;wallpaper</source>
        <translation>Als &amp;Hintergrundbild setzen</translation>
    </message>
    <message>
        <source>Put the picture on the desktop; the old one can be restored</source>
        <translation>Das Bild auf den Schreibtisch legen; das alte lässt sich zurückholen</translation>
    </message>
    <message>
        <source>Show &amp;alignment pattern</source>
        <translation>&amp;Ausrichtungsmuster zeigen</translation>
    </message>
    <message>
        <source>Show ruled lines on all monitors for 15 seconds, to check the gaps</source>
        <translation>15 Sekunden lang Linien auf allen Monitoren zeigen, um die Lücken zu prüfen</translation>
    </message>
    <message>
        <source>Set as wallpaper</source>
        <translation>Als Hintergrundbild</translation>
    </message>
    <message>
        <source>No monitor was found to put it on.</source>
        <translation>Es wurde kein Monitor dafür gefunden.</translation>
    </message>
    <message>
        <source>Rendering the wallpaper: {tiles}</source>
        <translation>Das Hintergrundbild wird gerendert: {tiles}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Your wallpaper is being rendered.</source>
        <translation>Das Hintergrundbild wird berechnet.</translation>
    </message>
    <message>
        <source>Cancelled; the desktop stays as it is</source>
        <translation>Abgebrochen; der Schreibtisch bleibt, wie er ist</translation>
    </message>
    <message>
        <source>The picture is on your desktop.</source>
        <translation>Das Bild liegt auf dem Schreibtisch.</translation>
    </message>
    <message>
        <source>To keep it after the next login, add a line to its settings.</source>
        <translation>Damit es nach der nächsten Anmeldung bleibt, gehört eine Zeile in dessen Einstellungen.</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>Die Zeile kopieren</translation>
    </message>
    <message>
        <source>Restore previous</source>
        <translation>Voriges zurückholen</translation>
    </message>
    <message>
        <source>The previous wallpaper is back</source>
        <translation>Das vorige Hintergrundbild ist wieder da</translation>
    </message>
    <message>
        <source>{problem} It lies in {path}</source>
        <translation>{problem} Es liegt in {path}</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>&amp;Follow the system</source>
        <translation>&amp;Wie das System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Choose the colours of the window</source>
        <translation>Die Farben des Fensters wählen</translation>
    </message>
</context>
<context>
    <name>WindowMenus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Picture</source>
        <translation>B&amp;ild</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>&amp;Gerät</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Leisten</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
</context>
<context>
    <name>_DieRow</name>
    <message>
        <source>Roll the {die}</source>
        <translation>{die} würfeln</translation>
    </message>
    <message>
        <source>Seed of the {die}</source>
        <translation>Zahl: {die}</translation>
    </message>
    <message>
        <source>The number that this was drawn from. Copy it, or paste another.</source>
        <translation>Die Zahl, aus der dies gezogen wurde. Sie lässt sich kopieren oder durch eine andere ersetzen.</translation>
    </message>
    <message>
        <source>Lock the {die}</source>
        <translation>{die} sperren</translation>
    </message>
    <message>
        <source>Locked: rolling and variations keep this as it is.</source>
        <translation>Gesperrt: Würfeln und Variationen lassen dies, wie es ist.</translation>
    </message>
    <message>
        <source>own style</source>
        <translation>eigener Stil</translation>
    </message>
    <message>
        <source>of the photo</source>
        <translation>vom Foto</translation>
    </message>
    <message>
        <source>The matched photo decides the style. Click one of the styles to put it around the photo.</source>
        <translation>Das nachgebildete Foto bestimmt den Stil. Ein Klick auf einen Stil legt ihn um das Foto herum.</translation>
    </message>
    <message>
        <source>Enter a seed</source>
        <translation>Eine Zahl eingeben</translation>
    </message>
</context>
<context>
    <name>context</name>
    <message>
        <source>Unsaved work is not being backed up.</source>
        <translation>Nicht gespeicherte Arbeit wird gerade nicht gesichert.</translation>
    </message>
    <message>
        <source>tile {done} of {total}</source>
        <translation>Kachel {done} von {total}</translation>
    </message>
    <message>
        <source>{tiles}, {minutes:02d}:{seconds:02d} left</source>
        <translation>{tiles}, noch {minutes:02d}:{seconds:02d}</translation>
    </message>
    <message>
        <source>This picture of {mpx} megapixels is too large for a wallpaper; choose the size of your monitors.</source>
        <translation>Dieses Bild mit {mpx} Megapixeln ist zu groß als Hintergrund; die Größe der Monitore wählen.</translation>
    </message>
    <message>
        <source>This desktop is not known here. The picture is saved: set it by hand, or give a command for it in the settings.</source>
        <translation>Dieser Desktop ist hier nicht bekannt. Das Bild ist gespeichert: von Hand setzen oder in den Einstellungen einen Befehl dafür angeben.</translation>
    </message>
</context>
<context>
    <name>parent</name>
    <message>
        <source>Export the picture</source>
        <translation>Das Bild exportieren</translation>
    </message>
    <message>
        <source>Choose a folder for the pictures</source>
        <translation>Einen Ordner für die Bilder wählen</translation>
    </message>
    <message>
        <source>All pictures ({suffixes})</source>
        <translation>Alle Bilder ({suffixes})</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>Painting tools</source>
        <translation>Malwerkzeuge</translation>
    </message>
    <message>
        <source>Main tools</source>
        <translation>Hauptwerkzeuge</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>Würfeln</translation>
    </message>
</context>
</TS>
