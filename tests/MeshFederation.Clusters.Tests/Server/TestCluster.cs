using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Access;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Hosting;
using MeshFederation.Clusters.Tests.Server.Istio;
using MeshFederation.Clusters.Tests.Server.Objects;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server;

/// <summary>
/// A cluster with an API server in this process. It answers over HTTP as a real one does; its members let a test set the scene
/// and see what came of it without asking over HTTP.
/// </summary>
public sealed class TestCluster : IAsyncDisposable
{
    private readonly ClusterState _state;
    private readonly ClusterHost _host;

    internal TestCluster(string name, TestClusterOptions options, TestAuthority? authority)
    {
        Name = name;
        _state = new(options);
        _host = new(authority, http => new RequestHandler(_state, _host!).HandleAsync(http));
        _state.Authentication.Accept(AdminToken, new("admin", TestUser.Masters, "system:authenticated"));
        _state.Authentication.Accept(ViewerToken, new("viewer", "system:authenticated"));
        foreach (var ns in options.Namespaces)
            Put(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = ns } });
    }

    /// <summary>The name of the cluster, and of its context.</summary>
    public string Name { get; }

    /// <summary>Where the API server listens.</summary>
    public Uri Address => _host.Address;

    /// <summary>The token of the user <c>admin</c>, who may do everything.</summary>
    public string AdminToken { get; } = "admin-" + Guid.NewGuid().ToString("N");

    /// <summary>The token of the user <c>viewer</c>, who may do nothing until a test allows it.</summary>
    public string ViewerToken { get; } = "viewer-" + Guid.NewGuid().ToString("N");

    /// <summary>The requests that came so far, in order.</summary>
    public IReadOnlyList<ApiRequest> Requests => [.. _state.Requests];

    /// <summary>Forgets the requests that came so far.</summary>
    public void ForgetRequests() => _state.Requests.Clear();

    /// <summary>The revision of the newest change; a test that proves that nothing was written compares it.</summary>
    public long Revision => _state.Locked(store => store.Revision);

    /// <summary>What ends when the next change of an object comes.</summary>
    internal Task NextChange => _state.Locked(store => store.Log.After(store.Revision).Next);

    /// <summary>What goes wrong, and when.</summary>
    public FaultScript Faults => _state.Faults;

    /// <summary>By which the server counts how long a request takes.</summary>
    public TimeProvider Clock
    {
        set => _state.Clock = value;
    }

    /// <summary>By which the server stamps what is written.</summary>
    public TimeProvider Stamp
    {
        set => _state.Writer.Stamp = value;
    }

    /// <summary>Whether its answers say what time it is, in Date.</summary>
    public bool TellsTime
    {
        set => _state.TellsTime = value;
    }

    /// <summary>Whether the server's certificate has ended, for connections that are new.</summary>
    public bool HasExpired
    {
        set => _host.HasExpired = value;
    }

    /// <summary>Rules that make objects invalid, beyond those of their kinds.</summary>
    public ICollection<ObjectRule> Rules => _state.Rules;

    /// <summary>Writes objects as they are, status and all; the namespaces are made too. Without managedFields in it, an object's fields
    /// belong to <c>before-first-apply</c> for whoever applies something.</summary>
    /// <param name="yaml">One or several documents.</param>
    public void Put(string yaml)
    {
        foreach (var value in YamlText.All(yaml)) Put((JsonObject)value!);
    }

    /// <summary>Writes an object as it is, status and all, and its namespace.</summary>
    public void Put(JsonObject value) => _state.Locked(_ => SceneWriter.Put(_state, value));

    /// <summary>An object, in the version in which it was written last; null when it is not there.</summary>
    public JsonObject? Find(string plural, string? ns, string name) =>
        _state.Locked(store => store.Find(ObjectKey.Of(_state.Kind(plural), ns, name)))?.Copy();

    /// <summary>Whether it serves a kind, by its plural and group, as <c>gateways.gateway.networking.k8s.io</c>.</summary>
    public bool Serves(string resource) => _state.Options.Kinds.Any(kind => kind.Resource == resource);

    /// <summary>All objects of a kind.</summary>
    public IReadOnlyList<JsonObject> All(string plural) =>
        _state.Locked(store => store.All(_state.Kind(plural), null).Select(entry => entry.Value.Copy()).ToArray());

    /// <summary>Removes an object.</summary>
    public void Remove(string plural, string? ns, string name) => _state.Locked(store =>
    {
        store.Remove(ObjectKey.Of(_state.Kind(plural), ns, name));
        return true;
    });

    /// <summary>Allows a user something.</summary>
    public void Allow(AccessRule rule) => _state.Authorization.Allow(rule);

    /// <summary>Allows a user what a ClusterRole says.</summary>
    /// <param name="user">The user, as <c>viewer</c>.</param>
    /// <param name="yaml">The ClusterRole.</param>
    public void Allow(string user, string yaml)
    {
        foreach (var rule in AccessRule.Of(user, (JsonObject)YamlText.Parse(yaml)!)) Allow(rule);
    }

    /// <summary>Lets everyone do everything, as a cluster without RBAC.</summary>
    public void AllowAll() => _state.Authorization.Enabled = false;

    /// <summary>Answers no token any more; they are expired.</summary>
    public void RevokeTokens()
    {
        _state.Authentication.Revoke(AdminToken);
        _state.Authentication.Revoke(ViewerToken);
    }

    /// <summary>Answers what is asked of a service or pod through the API server's proxy.</summary>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name and port, as <c>istiod:15014</c>.</param>
    /// <param name="answer">The answer to a path with its query, as <c>debug/syncz?proxyID=a</c>.</param>
    /// <param name="plural">The kind: services or pods.</param>
    public void Proxy(string ns, string name, Func<string, ApiAnswer> answer, string plural = "services") =>
        _state.Proxies[$"{plural}/{ns}/{name}"] = answer;

    /// <summary>Starts an istiod in a pod of <c>istio-system</c>.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="clock">Its clock.</param>
    public async Task<TestIstiod> AddIstiodAsync(string pod, TimeProvider clock)
    {
        var istiod = new TestIstiod(
            pod,
            clock,
            () => _state.Locked(store => store.All()
                .Where(entry => entry.Key.Group.EndsWith(".istio.io", StringComparison.Ordinal))
                .Select(entry => entry.Value).ToArray()));
        await istiod.StartAsync();
        _state.Istiods[$"istio-system/{pod}:15014"] = istiod;
        Proxy("istio-system", pod + ":15014", istiod.AnswerProxied, "pods");
        Put(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject
            {
                ["name"] = pod,
                ["namespace"] = "istio-system",
                ["labels"] = new JsonObject { ["app"] = "istiod" },
            },
            ["status"] = new JsonObject { ["phase"] = "Running" },
        });
        return istiod;
    }

    /// <summary>Forgets old changes: watches from an earlier revision, and continue tokens, answer 410 from now on.</summary>
    public void Compact() => _state.Locked(store =>
    {
        store.Log.Compact(store.Revision);
        _state.Pages.Expire();
        return true;
    });

    /// <summary>Keeps all objects as they are now, to put them back later.</summary>
    /// <returns>Puts them back, and lets nothing go wrong any more.</returns>
    public Action Save()
    {
        var objects = _state.Locked(store => store.All().ToArray());
        return () =>
        {
            Faults.Clear();
            _state.Requests.Clear();
            _state.Locked(store =>
            {
                store.Restore(objects);
                _state.Pages.Expire();
                return true;
            });
        };
    }

    /// <summary>Sends a bookmark to every watch that wants them.</summary>
    public void SendBookmarks() => _state.Locked(store =>
    {
        _state.Bookmark++;
        store.Log.Wake();
        return true;
    });

    /// <summary>Listens again, on the same port, with the same objects.</summary>
    public Task StartAsync() => _host.StartAsync();

    /// <summary>Kills the server: what is under way ends without an answer, connections are refused. The objects stay.</summary>
    public Task StopAsync() => _host.StopAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var istiod in _state.Istiods.Values) await istiod.DisposeAsync();
        await _host.DisposeAsync();
    }
}
