using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Identity.Trust;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity;

/// <summary>
/// Reads what gives a cluster's workloads their identities. What may not be read is said, and is never taken for missing.
/// </summary>
internal sealed class IdentityReader(MeshCluster cluster, KubernetesApi api, DateTimeOffset now)
{
    private readonly List<string> _unread = [];
    private readonly ServerClock _clock = new();

    private KubernetesApi Api => api.Telling(_clock);

    public async Task<AuthorityState> ReadAsync(CancellationToken ct)
    {
        var home = cluster.IstioNamespace;
        var served = OrUnreadAsync(Api.GetAsync(ResourceKinds.ConfigMap, home, ControlPlaneNames.Roots, ct), "the roots that are served");
        var istiods = ListedAsync(ResourceKinds.Deployment, home, ControlPlaneNames.Pods, "the Deployments of istiod", ct);
        var pods = ListedAsync(ResourceKinds.Pod, null, null, "which pods have proxies", ct);
        var secret = await SecretAsync(ct).ConfigureAwait(false);
        var deployments = (await istiods.ConfigureAwait(false))?.Item ?? [];
        var all = (await pods.ConfigureAwait(false))?.Item;
        var map = await served.ConfigureAwait(false);
        var (isListRead, lists) = await RevocationsAsync(
            SigningProgram.RevocationsOf(deployments.SelectMany(SigningProgram.Istiods)), ct).ConfigureAwait(false);
        var proxies = all?.Where(ProxyPods.IsOne).ToList();
        var state = Of(secret, SigningProgram.Of(deployments, proxies ?? []));
        var own = all?.Where(pod => pod.Namespace() == home && ControlPlaneNames.IsPod(pod) && !PodObjects.IsOver(pod)).ToList() ?? [];
        var names = await NamesAsync([.. deployments.Select(ControlPlane.Of)], ct).ConfigureAwait(false);
        var lifetime = deployments.SelectMany(one => SigningProgram.Containers(PodTemplates.Of(one)))
            .Select(one => WorkloadLifetime.Read(PodObjects.Variable(one, WorkloadLifetime.OfIstiod))).Max();
        var version = deployments.Select(one => ControlPlane.Of(one).Version).OfType<IstioVersion>().Min();
        if (_clock.Earliest is null)
        {
            _unread.Add("What was started since a change is not known, and what has ended is told by the clock of this machine: no answer "
                + "of the server said what time it is (Date).");
        }

        return state with
        {
            Now = _clock.Earliest,
            Names = names,
            Cluster = version is null ? cluster : cluster with { IstioVersion = version },
            Served = Certificates(map?.Map("data")?.Text(ControlPlaneNames.RootsKey)),
            ServedSince = map is null ? null : ServerTimes.Written(map)?.Last,
            ServedRevocations = isListRead && (lists ?? map) is not null ? Revocations(lists) : null,
            RevocationsSince = lists is null ? null : ServerTimes.Written(lists)?.Last,
            Istiod = deployments.Select(one => new WorkloadName(ResourceKinds.Deployment.Kind, home, one.Name())).ToValueList(),
            IstiodStarted = own.Select(ProxyPods.Started).ToValueList(),
            IsIstiodRolling = own.Exists(PodObjects.IsGoing)
                || own.GroupBy(Revisions.Of, StringComparer.Ordinal)
                    .Any(same => same.Select(Template).Distinct(StringComparer.Ordinal).Skip(1).Any()),
            Reloads = SigningProgram.Reloads(deployments.SelectMany(SigningProgram.Istiods)),
            KeepsRevocations = deployments.SelectMany(SigningProgram.Istiods).Any(SigningProgram.KeepsRevocations),
            IsOfSpire = proxies?.Exists(pod => ProxySockets.Spire(pod) is not null) is true,
            Proxy = proxies?.Select(pod => ProxyPods.Of(pod, lifetime ?? WorkloadLifetime.Usual))
                .OrderBy(proxy => proxy.Name, StringComparer.Ordinal).ToValueList(),
            Unread = _unread.ToValueList(),
        };
    }

    /// <summary>Of several revisions each has its own configuration; which holds is known of a cluster that was read.</summary>
    private async Task<TrustNames?> NamesAsync(IReadOnlyList<ControlPlane> planes, CancellationToken ct)
    {
        var revision = cluster.Facts?.Revision is { Length: > 0 } known ? known : Revisions.Default;
        var plane = planes.FirstOrDefault(one => one.Revision == revision) ?? (planes is [var only] ? only : null);
        if (plane is null || await MeshAsync(plane.NameOf(ControlPlaneNames.Mesh), ct).ConfigureAwait(false) is not { } own) return null;
        var shared = plane.SharedMeshConfig is { } more ? await MeshAsync(more, ct).ConfigureAwait(false) : null;
        var mesh = MeshConfiguration.Of(shared ?? UnstructuredMap.Empty, own);
        return new(mesh.TrustDomain, mesh.TrustDomainAlias, mesh.TrustedDomain);
    }

    /// <summary>What may not be read keeps nobody from exchanging authorities, and is said where it counts.</summary>
    private async Task<(bool IsRead, UnstructuredMap? Map)> RevocationsAsync(string name, CancellationToken ct)
    {
        try
        {
            return (true, await Api.GetAsync(ResourceKinds.ConfigMap, cluster.IstioNamespace, name, ct).ConfigureAwait(false));
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.Forbidden)
        {
            return (false, null);
        }
    }

    private static string Revocations(UnstructuredMap? map) => map?.Map("data")?.Text(AuthoritySecret.Revocations)?.Trim() ?? "";

    private async Task<UnstructuredMap?> MeshAsync(string name, CancellationToken ct)
    {
        try
        {
            var map = await Api.GetAsync(ResourceKinds.ConfigMap, cluster.IstioNamespace, name, ct).ConfigureAwait(false);
            return map?.Map("data")?.Text(ControlPlaneNames.MeshKey) is { } text ? Parsed(text) : null;
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.Forbidden)
        {
            return null;
        }
    }

    /// <summary>What nobody can read says nothing of names; authorities are read without it.</summary>
    private static UnstructuredMap? Parsed(string text)
    {
        try
        {
            return MeshConfigText.Read(text, "the mesh configuration");
        }
        catch (MeshException)
        {
            return null;
        }
    }

    private static string? Template(UnstructuredMap pod) => pod.Label(PodTemplates.HashLabel);

    private AuthorityState Of(UnstructuredMap? secret, string? program)
    {
        var state = new AuthorityState(cluster);
        if (program is not null) return state with { Source = IdentitySource.External, MadeBy = program };
        if (secret is null) return state;
        var isOfIstiod = AuthoritySecret.IsOfIstiod(secret);
        var isGiven = secret.Name() == AuthoritySecret.Name;
        state = state with
        {
            Source = isOfIstiod ? IdentitySource.SelfSigned : IdentitySource.Cacerts,
            MadeBy = isOfIstiod ? ControlPlaneNames.Istiod : SecretMaker.Of(secret),
            IsOurs = secret.Label(ManifestLabels.ManagedBy) == ManifestLabels.Manager && Ownership.IsWrittenByUs(secret),
            Secret = isGiven ? secret : null,
            Written = ServerTimes.Written(secret),
            ProvenAuthority = AuthoritySecret.Proven(secret),
            HasProvenRoots = AuthoritySecret.HasProvenRoots(secret),
            RootText = AuthoritySecret.RootText(secret),
        };
        try
        {
            var place = $"the Secret {cluster.IstioNamespace}/{secret.Name()} of the cluster '{cluster.Name}'";
            return state with { Authority = AuthoritySecret.Read(cluster.Name, secret, place, _clock.Earliest ?? now) };
        }
        catch (MeshException exception)
        {
            return state with { Unsound = exception.Message };
        }
    }

    private async Task<UnstructuredMap?> SecretAsync(CancellationToken ct)
    {
        foreach (var name in new[] { AuthoritySecret.Name, AuthoritySecret.OfIstiod })
        {
            var found = await OrUnreadAsync(
                Api.GetAsync(ResourceKinds.Secret, cluster.IstioNamespace, name, ct), $"the Secret {name}").ConfigureAwait(false);
            if (found is not null || _unread.Exists(text => text.StartsWith($"the Secret {name}", StringComparison.Ordinal))) return found;
        }

        return null;
    }

    private Task<ResourceList?> ListedAsync(ResourceKind kind, string? ns, string? selector, string what, CancellationToken ct) =>
        OrUnreadAsync(ListAsync(kind, ns, selector, ct), what);

    private async Task<ResourceList?> ListAsync(ResourceKind kind, string? ns, string? selector, CancellationToken ct) =>
        await Api.ListAsync(kind, ns, selector, ct).ConfigureAwait(false);

    private async Task<T?> OrUnreadAsync<T>(Task<T?> reading, string what)
        where T : class
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.Forbidden)
        {
            lock (_unread) _unread.Add($"{what} may not be read: {exception.Message}");
            return null;
        }
    }

    private static ValueList<MeshCertificate> Certificates(string? pem)
    {
        try
        {
            return string.IsNullOrEmpty(pem) ? [] : CertificateReading.Of(pem, "");
        }
        catch (MeshException)
        {
            return [];
        }
    }
}
