using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Hosting;
using MeshFederation.Clusters.Tests.Server.Requests;
using Microsoft.AspNetCore.Http;

namespace MeshFederation.Clusters.Tests.Server.Istio;

/// <summary>
/// An istiod pod in this process, which follows the objects of its cluster as one does: it takes changes up, collects further ones, and
/// pushes to its proxies. It listens on a port of loopback, to which the cluster's API server forwards. Time is the clock's, and moves on
/// when it is asked something.
/// </summary>
public sealed class TestIstiod : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly ClusterHost _host;
    private readonly Func<IReadOnlyList<JsonObject>> _objects;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IReadOnlyList<JsonObject> _seen;
    private IReadOnlyList<JsonObject> _held;
    private DateTimeOffset _takesUp = DateTimeOffset.MaxValue;
    private DateTimeOffset _pushes = DateTimeOffset.MaxValue;
    private DateTimeOffset _pushed;
    private int _number = 1;

    internal TestIstiod(string pod, TimeProvider clock, Func<IReadOnlyList<JsonObject>> objects)
    {
        (Pod, Clock, _objects) = (pod, clock, objects);
        _seen = _held = objects();
        _pushed = clock.GetUtcNow() - TimeSpan.FromHours(1);
        _host = new(null, ServeAsync);
    }

    /// <summary>The pod.</summary>
    public string Pod { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>How long after a change it holds it.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>How long it collects further changes before it pushes (PILOT_DEBOUNCE_AFTER).</summary>
    public TimeSpan Debounce { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long after a push it reaches a proxy, by its number from 0.</summary>
    public Func<int, TimeSpan> Reaches { get; set; } = static _ => TimeSpan.Zero;

    /// <summary>Whether it answers those who come through the API server's proxy, as old ones do.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Whether it takes questions and answers none.</summary>
    public bool IsSilent { get; set; }

    /// <summary>What it answers instead to a path; null for what it should.</summary>
    public Func<string, ApiAnswer?> Instead { get; set; } = static _ => null;

    /// <summary>Ends when it was asked something that it does not answer.</summary>
    public Task Asked => _asked.Task;

    /// <summary>The paths that it was asked for, in order.</summary>
    public ConcurrentQueue<string> Paths { get; } = [];

    /// <summary>Its proxies.</summary>
    public IList<TestProxy> Proxies { get; } = [];

    /// <summary>Where it listens.</summary>
    internal Uri Address => _host.Address;

    /// <summary>Connects a proxy, which takes all there is.</summary>
    public TestProxy Connect(string name)
    {
        var proxy = new TestProxy(name);
        lock (_lock)
        {
            Move();
            proxy.Queue(Version, DateTimeOffset.MinValue);
            proxy.Move(Clock.GetUtcNow());
            Proxies.Add(proxy);
        }

        return proxy;
    }

    /// <summary>Lets a proxy go.</summary>
    public void Disconnect(TestProxy proxy)
    {
        lock (_lock) Proxies.Remove(proxy);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    internal Task StartAsync() => _host.StartAsync();

    /// <summary>The answer to who comes through the API server's proxy.</summary>
    internal ApiAnswer AnswerProxied(string path) => IsOpen ? Answer(path) : ApiAnswer.OfText("", 401);

    private ApiAnswer Answer(string path)
    {
        Paths.Enqueue(path);
        if (Instead(path) is { } instead) return instead;
        lock (_lock)
        {
            Move();
            return path switch
            {
                "debug/syncz" => Dated(new JsonArray([.. Proxies.Select(proxy => (JsonNode)Status(proxy))])),
                "debug/configz" => Dated(new JsonArray([.. _held.Select(item => item.DeepClone())])),
                _ => ApiAnswer.OfText("404 page not found\n", 404),
            };
        }
    }

    private async Task ServeAsync(HttpContext http)
    {
        var path = (http.Request.Path + http.Request.QueryString.Value).TrimStart('/');
        if (IsSilent)
        {
            Paths.Enqueue(path);
            _asked.TrySetResult();
            var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = http.RequestAborted.Register(end.SetResult);
            await end.Task;
            return;
        }

        await AnswerWriter.WriteAsync(http, Answer(path));
    }

    private ApiAnswer Dated(JsonNode json) =>
        ApiAnswer.Of(json).With("Date", Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Does what was due since it was asked last.</summary>
    private void Move()
    {
        var (now, objects) = (Clock.GetUtcNow(), _objects());
        if (!Same(objects, _seen)) (_seen, _takesUp) = (objects, now + Lag);
        if (now >= _takesUp)
        {
            (_held, _pushes, _takesUp) = (_seen, _takesUp + Debounce, DateTimeOffset.MaxValue);
        }

        if (now >= _pushes)
        {
            (_number, _pushed, _pushes) = (_number + 1, _pushes, DateTimeOffset.MaxValue);
            foreach (var (number, proxy) in Proxies.Index()) proxy.Queue(Version, _pushed + Reaches(number));
        }

        foreach (var proxy in Proxies) proxy.Move(now);
    }

    private string Version => string.Create(CultureInfo.InvariantCulture, $"{_pushed.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}/{_number}");

    private static bool Same(IReadOnlyList<JsonObject> one, IReadOnlyList<JsonObject> other) =>
        one.Select(Key).SequenceEqual(other.Select(Key), StringComparer.Ordinal);

    private static string Key(JsonObject item) =>
        $"{item["kind"]}/{item["metadata"]!["namespace"]}/{item["metadata"]!["name"]}@{item["metadata"]!["resourceVersion"]}";

    private static JsonObject Status(TestProxy proxy)
    {
        var status = new JsonObject
        {
            ["cluster_id"] = "Kubernetes",
            ["proxy"] = proxy.Name,
            ["proxy_type"] = "sidecar",
            ["istio_version"] = "1.30.3"
        };
        foreach (var kind in proxy.IsZtunnel ? [] : proxy.Kinds)
        {
            if (proxy.Sent.TryGetValue(kind, out var sent)) status[kind + "_sent"] = sent;
            if (proxy.Acked.TryGetValue(kind, out var acked) && acked.Length > 0) status[kind + "_acked"] = acked;
        }

        if (proxy.IsZtunnel)
        {
            status["resources"] = new JsonObject([.. proxy.Kinds.Select(type => KeyValuePair.Create<string, JsonNode?>(type, new JsonObject
            {
                ["sent"] = proxy.Sent.GetValueOrDefault(type, ""),
                ["acked"] = proxy.Acked.GetValueOrDefault(type, ""),
            }))]);
        }

        if (proxy.Refusal.Length > 0)
        {
            status["resources"] = new JsonObject
            {
                ["type.googleapis.com/envoy.config.cluster.v3.Cluster"] = new JsonObject { ["lastError"] = proxy.Refusal }
            };
        }
        return status;
    }
}
