using System.Management.Automation;

namespace MeshFederation.Commands.Publishing;

/// <summary>Shows progress, at most ten times a second, and takes it away in the end.</summary>
internal sealed class ProgressMeter(string activity, Action<ProgressRecord> write, TimeProvider clock)
{
    private const int Id = 0x4D46;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private int _percent;
    private long _last;
    private bool _shown;

    public string Status { get; set; } = "";

    public void Show(string operation, int done, int total)
    {
        if (_shown && done < total && clock.GetElapsedTime(_last) < Pause) return;
        _percent = total == 0 ? 100 : done * 100 / total;
        Wait(operation);
    }

    /// <summary>Shows what is waited for while nothing gets further.</summary>
    public void Wait(string operation)
    {
        (_last, _shown) = (clock.GetTimestamp(), true);
        write(new(Id, activity, Status.Length == 0 ? " " : Status) { CurrentOperation = operation, PercentComplete = _percent });
    }

    public void Complete()
    {
        if (_shown) write(new(Id, activity, " ") { RecordType = ProgressRecordType.Completed });
        _shown = false;
    }
}
