using System.Text.Json;
using MeshFederation.Clusters.Connections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Api;

/// <summary>
/// The API of one cluster. Every call may be made from several threads at once, sends again what may safely be sent again, and throws a
/// <see cref="MeshException"/> that names the context, the object and the cause; an <see cref="ApiException"/> when the server answered.
/// </summary>
public sealed class KubernetesApi
{
    private readonly ApiConnection _connection;
    private readonly ApiTransport _transport;

    internal KubernetesApi(ApiConnection connection, ApiTimes? times = null, TimeProvider? clock = null)
        : this(connection, new ApiTransport(connection, times ?? ApiTimes.Usual) { Clock = clock ?? TimeProvider.System })
    {
    }

    private KubernetesApi(ApiConnection connection, ApiTransport transport) => (_connection, _transport) = (connection, transport);

    /// <summary>The context of the kubeconfig, for messages.</summary>
    public string Context => _connection.Context;

    /// <summary>The namespace that the context names; null when it names none.</summary>
    public string? DefaultNamespace => _connection.DefaultNamespace;

    /// <summary>By which waits are counted.</summary>
    internal TimeProvider Clock => _transport.Clock;

    /// <summary>Whether nobody looks at the server's certificate.</summary>
    internal bool IsUnverified => _connection.IsUnverified;

    /// <summary>The server's address.</summary>
    public Uri Server => _connection.Server;

    /// <summary>The same API, for a command that waits for servers that are away as long as its budget lasts.</summary>
    /// <param name="budget">The budget; null for a few tries only.</param>
    /// <returns>The API.</returns>
    public KubernetesApi Within(TimeBudget? budget) => new(_connection, _transport with { Budget = budget });

    /// <summary>The same API, for somebody who may write only for a while, as long as a lease holds.</summary>
    /// <param name="guard">Is asked before each try of a write.</param>
    internal KubernetesApi Guarded(IWriteGuard guard) => new(_connection, _transport with { Guard = guard });

    /// <summary>The same API, for somebody who asks what time it is there.</summary>
    /// <param name="clock">Is told by each answer.</param>
    internal KubernetesApi Telling(ServerClock clock) => new(_connection, _transport with { Told = clock });

    /// <summary>Whether what failed may be tried again, since its server may come back within the budget.</summary>
    internal bool MayComeBack(MeshException exception) => RetryPlan.MayComeBack(_connection, _transport.Budget, exception);

    /// <summary>Reads an object.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace; null for kinds that lie in none.</param>
    /// <param name="name">The name.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The object, or null when it is not there.</returns>
    /// <exception cref="MeshException">It cannot be read, or the cluster does not serve the kind.</exception>
    public async Task<UnstructuredMap?> GetAsync(ResourceKind kind, string? ns, string name, CancellationToken ct)
    {
        var request = ApiRequests.Get(kind, ns, name);
        var answer = await _transport.SendAsync(request, ct).ConfigureAwait(false);
        return answer.Status == 404 && IsMissing(request, answer) ? null : Read(request, answer);
    }

    /// <summary>Reads all objects of a kind, page by page.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace, or null for all.</param>
    /// <param name="labelSelector">Which labels the objects have, as <c>app=istiod</c>; null for all objects.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The objects.</returns>
    /// <exception cref="MeshException">They cannot be read.</exception>
    public Task<ResourceList> ListAsync(ResourceKind kind, string? ns, string? labelSelector, CancellationToken ct) =>
        new ListReader(_connection, _transport, kind, ns, labelSelector).ReadAsync(ct);

    /// <summary>Reads all objects of a kind, of which some were read before.</summary>
    /// <exception cref="MeshException">They cannot be read.</exception>
    internal Task<ResourceList> ListAsync(
        ResourceKind kind, string? ns, string? labelSelector, KnownObjects? known, CancellationToken ct) =>
            new ListReader(_connection, _transport, kind, ns, labelSelector) { Known = known }.ReadAsync(ct);

    /// <summary>Reads the metadata of all objects of a kind: what they hold beside it may be large, and is not asked for.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace, or null for all.</param>
    /// <param name="labelSelector">Which labels the objects have; null for all objects.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The objects, of which only the metadata is sure to be there.</returns>
    /// <exception cref="MeshException">They cannot be read.</exception>
    internal Task<ResourceList> ListMetadataAsync(ResourceKind kind, string? ns, string? labelSelector, CancellationToken ct) =>
        new ListReader(_connection, _transport, kind, ns, labelSelector) { MetadataOnly = true }.ReadAsync(ct);

    /// <summary>Applies an object on the server's side: makes it, or changes the fields that we own.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="obj">The object, with all fields that we want to own.</param>
    /// <param name="options">How.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The object as the server keeps it, or would keep it.</returns>
    /// <exception cref="MeshException">It cannot be applied.</exception>
    public Task<UnstructuredMap> ApplyAsync(ResourceKind kind, UnstructuredMap obj, ApplyOptions options, CancellationToken ct) =>
        SendAsync(ApiRequests.Apply(kind, obj, options), ct);

    /// <summary>Makes an object that must not be there yet.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="obj">The object.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The object as the server keeps it.</returns>
    /// <exception cref="MeshException">It cannot be made, or is there already.</exception>
    public Task<UnstructuredMap> CreateAsync(ResourceKind kind, UnstructuredMap obj, CancellationToken ct) =>
        SendAsync(ApiRequests.Create(kind, obj), ct);

    /// <summary>Replaces an object; when it has <c>metadata.resourceVersion</c>, only if nobody has changed it since.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="obj">The whole object.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The object as the server keeps it.</returns>
    /// <exception cref="MeshException">It cannot be replaced, is not there, or has changed.</exception>
    public Task<UnstructuredMap> ReplaceAsync(ResourceKind kind, UnstructuredMap obj, CancellationToken ct) =>
        SendAsync(ApiRequests.Replace(kind, obj), ct);

    /// <summary>Deletes an object.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace; null for kinds that lie in none.</param>
    /// <param name="name">The name.</param>
    /// <param name="options">How, and which object it must be.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="MeshException">It cannot be deleted, or is another one by now.</exception>
    public async Task<bool> DeleteAsync(ResourceKind kind, string? ns, string name, DeleteOptions options, CancellationToken ct)
    {
        var request = ApiRequests.Delete(kind, ns, name, options);
        MeshException? open = null;
        while (true)
        {
            try
            {
                return await DeleteOnceAsync(request, ct).ConfigureAwait(false) || open is not null;
            }
            catch (MeshException refusal) when (open is not null && refusal == _transport.Guard?.Refusal)
            {
                throw open;
            }
            catch (MeshException exception) when (MayComeBack(exception))
            {
                // Whether it was done is not known; when the server is back, it is, or is done then.
                open = exception;
                if (!await _transport.MayGoOnAsync(request, _transport.Times.LongestPause / 2, ct).ConfigureAwait(false)) throw;
            }
            catch (ApiException exception) when (open is not null)
            {
                exception.MayBeDone = true;
                throw;
            }
        }
    }

    /// <summary>Watches the objects of a kind until the caller stops or the server ends the watch, as it does every few minutes.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace, or null for all.</param>
    /// <param name="labelSelector">Which labels the objects have; null for all objects.</param>
    /// <param name="resourceVersion">The state to go on from: that of a list, or of the last event.</param>
    /// <param name="ct">Stops the watch.</param>
    /// <returns>The events, in order; bookmarks too.</returns>
    /// <exception cref="MeshException">
    /// The watch cannot be opened or breaks; <c>MeshStateExpired</c> when the list must be read again.
    /// </exception>
    public IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceKind kind, string? ns, string? labelSelector, string resourceVersion, CancellationToken ct) =>
            WatchReader.ReadAsync(_connection, _transport, ApiRequests.Watch(kind, ns, labelSelector, resourceVersion), ct);

    /// <summary>Reads a text, as <c>version</c> or what a service answers through the server's proxy.</summary>
    /// <param name="path">The path and query below the server's address.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The text.</returns>
    /// <exception cref="MeshException">It cannot be read.</exception>
    public async Task<string> GetTextAsync(string path, CancellationToken ct)
    {
        var request = new ApiRequest("get", path.TrimStart('/'));
        var answer = await _transport.SendAsync(request, ct).ConfigureAwait(false);
        return answer.Success ? System.Text.Encoding.UTF8.GetString(answer.Body.Span) : throw ApiErrors.Of(_connection, request, answer);
    }

    /// <summary>Opens a connection to a port of a pod, as <c>kubectl port-forward</c> does; for the pod it comes from itself.</summary>
    /// <exception cref="MeshException">It cannot be opened.</exception>
    internal async Task<Stream> ForwardAsync(string ns, string pod, int port, CancellationToken ct)
    {
        var path = FormattableString.Invariant($"{ResourceKinds.Pod.Path(ns, pod)}/portforward?ports={port}");
        var request = new ApiRequest("get", path)
        {
            Namespace = ns,
            Upgrade = ForwardedPort.Protocol,
            Title = FormattableString.Invariant($"port {port} of {ResourceKinds.Pod.Title(ns, pod)}"),
        };
        return new ForwardedPort(await _transport.UpgradeAsync(request, ct).ConfigureAwait(false));
    }

    /// <summary>Asks a pod through the server's proxy; for the pod it comes from the server.</summary>
    /// <returns>What came back: from the pod, or from the server when it does not pass it on.</returns>
    /// <exception cref="MeshException">No answer came.</exception>
    internal Task<ApiAnswer> AskPodAsync(string ns, string pod, int port, string path, CancellationToken ct) =>
        _transport.PassAsync(new("get", FormattableString.Invariant($"{ResourceKinds.Pod.Path(ns, pod)}:{port}/proxy/{path}")), ct);

    private async Task<bool> DeleteOnceAsync(ApiRequest request, CancellationToken ct)
    {
        var answer = await _transport.SendAsync(request, ct).ConfigureAwait(false);
        if (answer.Success)
        {
            // A page of a proxy, where somebody has to sign in, says nothing of the object.
            return Read(request, answer).Text("kind") is { Length: > 0 }
                ? true
                : throw ApiErrors.Unreadable(_connection, request, answer);
        }

        return answer.Status == 404 && IsMissing(request, answer) ? false : throw ApiErrors.Of(_connection, request, answer);
    }

    private async Task<UnstructuredMap> SendAsync(ApiRequest request, CancellationToken ct) =>
        Read(request, await _transport.SendAsync(request, ct).ConfigureAwait(false));

    private UnstructuredMap Read(ApiRequest request, ApiAnswer answer)
    {
        if (!answer.Success) throw ApiErrors.Of(_connection, request, answer);
        try
        {
            return Json.Read(answer.Body.Span);
        }
        catch (JsonException)
        {
            throw ApiErrors.Unreadable(_connection, request, answer);
        }
    }

    private bool IsMissing(ApiRequest request, ApiAnswer answer) =>
        MissingErrors.IsObject(new(_connection, request, answer, answer.ToStatus()));
}
