using System.Text.Json;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Istio.Mesh;

namespace MeshFederation.Clusters.Istiod;

/// <summary>Follows one istiod pod from look to look: first until it holds what was written, then until its proxies have it.</summary>
internal sealed class PodWatch(
    IstiodClient istiod,
    string pod,
    IReadOnlyDictionary<ObjectPlace, string?> written,
    SightTimes times,
    TimeProvider clock,
    long began,
    IReadOnlySet<string> earlier)
{
    private readonly ProxyWatch _proxies = new(earlier);
    private long? _held;
    private DateTimeOffset? _written;

    /// <summary>The pod.</summary>
    public string Pod => pod;

    /// <summary>The objects that it does not hold as they were written.</summary>
    public IReadOnlyList<ObjectPlace> Missing { get; private set; } = [];

    /// <summary>The proxies that are not known to have what was written.</summary>
    public IReadOnlyList<ConnectedProxy> Waiting => _proxies.Waiting;

    /// <summary>The pushes that were seen so far.</summary>
    public IReadOnlySet<string> Pushes => _proxies.Pushes;

    /// <summary>The names of the proxies that are connected to it.</summary>
    public IReadOnlyCollection<string> Proxies => _proxies.Names;

    /// <summary>Why it does not answer; null while it does.</summary>
    public IstiodReply? Trouble { get; private set; }

    /// <summary>Whether all of it is seen.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Looks.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        Trouble = null;
        try
        {
            if (_held is null && !await HoldsAsync(ct).ConfigureAwait(false)) return;
            if (await AskAsync(IstiodPages.Proxies, ct).ConfigureAwait(false) is not { } body) return;
            var held = clock.GetElapsedTime(_held ?? began);
            var counts = clock.GetElapsedTime(began) >= times.Quiet && held >= times.Quiet;
            _proxies.Take(ConnectedProxies.Read(body), _written, counts, held >= times.NoPush);
            IsSettled = counts && _proxies.Waiting.Count == 0;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            Trouble = IstiodReply.Refused("its debug end points answer in a form that is not known");
        }
    }

    private async Task<bool> HoldsAsync(CancellationToken ct)
    {
        var told = written.Where(entry => HeldObject.IsTold(entry.Key)).ToList();
        if (told.Count > 0)
        {
            if (await AskAsync(IstiodPages.Configs, ct).ConfigureAwait(false) is not { } body) return false;
            var held = HeldObjects.Read(body);
            Missing = [.. told.Where(entry => !held.Has(entry.Key, entry.Value)).Select(entry => entry.Key)];
            if (Missing.Count > 0) return false;
        }

        _held = clock.GetTimestamp();
        return true;
    }

    private async Task<byte[]?> AskAsync(string path, CancellationToken ct)
    {
        var reply = await istiod.AskAsync(pod, path, ct).ConfigureAwait(false);
        if (reply.Body is null) Trouble = reply;
        if (reply.Date is { } date && _written is null) _written = Second(date - clock.GetElapsedTime(began));
        return reply.Body;
    }

    private static DateTimeOffset Second(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), time.Offset);
}
