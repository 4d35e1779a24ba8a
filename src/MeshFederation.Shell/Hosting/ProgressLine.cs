using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace MeshFederation.Shell.Hosting;

/// <summary>The one line at the end of a terminal that shows how far the innermost activity is; it is gone as soon as something else is written.</summary>
internal sealed class ProgressLine
{
    private const int BarWidth = 20;
    private const string ClearLine = "\r\e[K";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter _terminal;
    private readonly bool _shown;
    private readonly List<ProgressRecord> _active = [];
    private long _drawnAt;
    private bool _visible;

    public ProgressLine(TextWriter terminal, bool shown) => (_terminal, _shown) = (terminal, shown);

    /// <summary>Whether the cursor stands where a line begins, so that the line can be drawn over it.</summary>
    public bool AtLineStart { get; set; } = true;

    public void Show(ProgressRecord record)
    {
        if (!_shown) return;
        _active.RemoveAll(known => known.ActivityId == record.ActivityId);
        if (record.RecordType == ProgressRecordType.Processing) _active.Add(record);
        if (_active.Count == 0) Clear();
        else if (AtLineStart && (_drawnAt == 0 || Stopwatch.GetElapsedTime(_drawnAt) >= Pace)) Draw(_active[^1]);
    }

    public void Clear()
    {
        if (_visible) _terminal.Write(ClearLine);
        _visible = false;
    }

    private void Draw(ProgressRecord record)
    {
        var text = Text(record);
        // The last column stays free: a terminal would wrap the line, and then it could not be cleared.
        var width = Math.Max(1, Terminal.Width - 1);
        _terminal.Write(ClearLine + PSStyle.Instance.Progress.Style + (text.Length > width ? text[..width] : text) + PSStyle.Instance.Reset);
        (_visible, _drawnAt) = (true, Stopwatch.GetTimestamp());
    }

    private static string Text(ProgressRecord record)
    {
        var bar = record.PercentComplete is >= 0 and <= 100
            ? string.Create(CultureInfo.InvariantCulture, $" [{new string('#', record.PercentComplete * BarWidth / 100),-BarWidth}] {record.PercentComplete,3} %")
            : "";
        var detail = string.Join(": ", new[] { record.StatusDescription, record.CurrentOperation }.Where(part => !string.IsNullOrWhiteSpace(part)));
        return $"{record.Activity}{bar} {detail}".ReplaceLineEndings(" ").TrimEnd();
    }
}
