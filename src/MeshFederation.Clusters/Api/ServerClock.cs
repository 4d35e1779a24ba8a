namespace MeshFederation.Clusters.Api;

/// <summary>
/// What a server says that the time is, by the Date of its answers (RFC 9110, 6.6.1). Times that it writes into objects are held against
/// that alone: our own clock, and those of nodes, may be days off.
/// </summary>
internal sealed class ServerClock
{
    private readonly object _lock = new();

    /// <summary>
    /// The earliest time that it said, in whole seconds: by now it is later, and of several servers behind one address one may be ahead.
    /// Null when it said none.
    /// </summary>
    public DateTimeOffset? Earliest
    {
        get
        {
            lock (_lock) return field;
        }

        private set;
    }

    public void Note(ApiAnswer answer)
    {
        if (!answer.Success || answer.Date is not { } date) return;
        lock (_lock)
        {
            if (Earliest is not { } earliest || date < earliest) Earliest = date;
        }
    }
}
