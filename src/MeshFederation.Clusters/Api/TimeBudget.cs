using System.Collections.Concurrent;
using MeshFederation.Clusters.Times;

namespace MeshFederation.Clusters.Api;

/// <summary>
/// How long a command may wait in all: for others, and for servers that do not answer. What makes progress is not cut off by it. It is
/// counted by a clock that only counts.
/// </summary>
public sealed class TimeBudget
{
    private readonly TimeProvider _clock;
    private long _began;
    private readonly ConcurrentDictionary<Uri, bool> _answers = new();
    private long _paused;

    /// <summary>Makes one that begins now.</summary>
    /// <param name="limit">How long.</param>
    /// <param name="isAsked">
    /// Whether somebody asked for it: then servers are waited for that have never answered, too; else these are said at once.
    /// </param>
    /// <param name="clock">The clock; null for the system's.</param>
    public TimeBudget(TimeSpan limit, bool isAsked, TimeProvider? clock = null)
    {
        (Limit, IsAsked, _clock) = (limit, isAsked, clock ?? TimeProvider.System);
        _began = _clock.GetTimestamp();
    }

    /// <summary>How long it was when it began.</summary>
    public TimeSpan Limit { get; }

    /// <summary>Whether somebody asked for it.</summary>
    public bool IsAsked { get; }

    /// <summary>What is left; zero when it is over.</summary>
    public TimeSpan Left =>
        Limit + new TimeSpan(Volatile.Read(ref _paused)) - _clock.GetElapsedTime(Volatile.Read(ref _began)) is var left
        && left > TimeSpan.Zero
            ? left
            : TimeSpan.Zero;

    /// <summary>Is told, once for each time that a server does not answer, that it is waited for; from any thread.</summary>
    public Action<string> Tell { get; set; } = static _ => { };

    /// <summary>Does something that does not count, as asking the user.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="work">What is done.</param>
    /// <returns>What came of it.</returns>
    public T Uncounted<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var began = _clock.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            Interlocked.Add(ref _paused, _clock.GetElapsedTime(began).Ticks);
        }
    }

    /// <summary>What ends with it, for what is cut off by it, as reading is.</summary>
    /// <param name="ct">Ends it before.</param>
    internal TimeLimit Begin(CancellationToken ct) => new(Left, _clock, ct);

    /// <summary>Begins it anew, for somebody who bounds how long nothing gets further.</summary>
    internal void Renew()
    {
        Volatile.Write(ref _paused, 0);
        Volatile.Write(ref _began, _clock.GetTimestamp());
    }

    /// <summary>Notes that a server has answered.</summary>
    internal void NoteAnswer(Uri server) => _answers[server] = true;

    /// <summary>Whether a server that does not answer now is waited for.</summary>
    internal bool WaitsFor(Uri server) => Left > TimeSpan.Zero && (IsAsked || _answers.ContainsKey(server));

    /// <summary>Says that a server is waited for, unless it was said since it answered last.</summary>
    internal void NoteSilence(Uri server, Func<string> text)
    {
        var isNew = _answers.TryGetValue(server, out var answered)
            ? answered && _answers.TryUpdate(server, false, true)
            : _answers.TryAdd(server, false);
        if (isNew) Tell(text());
    }
}
