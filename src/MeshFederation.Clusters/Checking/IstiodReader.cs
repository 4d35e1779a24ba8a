using System.Text.Json;
using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Istiod;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Checking;

/// <summary>Asks the istiods of a cluster what checks need to know. What none of them tells is kept as not told, with the reason.</summary>
internal sealed class IstiodReader(KubernetesApi api, MeshCluster cluster, TimeProvider clock)
{
    private readonly Dictionary<string, string> _whyNot = new(StringComparer.Ordinal);

    public async Task<IstiodView> ReadAsync(CancellationToken ct)
    {
        using var istiod = new IstiodClient(api, cluster, IstiodTimes.Usual, clock);
        var pods = await ReadPodsAsync(istiod, ct).ConfigureAwait(false);
        var proxies = await AskAsync(istiod, pods, IstiodPages.Proxies, IstiodAnswers.Proxies, ct).ConfigureAwait(false);
        var configs = await AskAsync(istiod, pods, IstiodPages.Configs, static body => HeldObjects.Read(body).Names, ct)
            .ConfigureAwait(false);
        var endpoints = await AskAsync(istiod, pods, IstiodPages.Endpoints, IstiodAnswers.Endpoints, ct).ConfigureAwait(false);
        var ztunnels = RoutingModeChoice.ServesZtunnels(cluster.Facts?.IstiodSetting ?? [])
            ? await AskAsync(istiod, pods, IstiodPages.Ambient, IstiodAnswers.Ztunnels, ct).ConfigureAwait(false)
            : null;
        var metrics = await AskAsync(istiod, pods, "metrics", IstiodAnswers.Metrics, ct).ConfigureAwait(false);
        return new()
        {
            Proxies = proxies is null ? null : [.. proxies.SelectMany(told => told)],
            Configs = configs?.Aggregate(Both),
            Endpoints = endpoints?[0],
            Ztunnels = ztunnels?.Aggregate(static (one, other) => one.And(other)),
            Metrics = metrics?.Aggregate(Sum),
            WhyNot = _whyNot.ToValueList(),
        };
    }

    private static IReadOnlySet<string> Both(IReadOnlySet<string> one, IReadOnlySet<string> other) =>
        one.Intersect(other, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);

    private static IReadOnlyDictionary<string, double> Sum(
        IReadOnlyDictionary<string, double> one, IReadOnlyDictionary<string, double> other) =>
        one.ToDictionary(entry => entry.Key, entry => entry.Value + other[entry.Key], StringComparer.Ordinal);

    private async Task<IReadOnlyList<string>> ReadPodsAsync(IstiodClient istiod, CancellationToken ct)
    {
        try
        {
            return (await istiod.ReadPodsAsync(ct).ConfigureAwait(false)).Ready;
        }
        catch (MeshException exception)
        {
            _whyNot[""] = exception.Message;
            return [];
        }
    }

    /// <summary>What every pod told; null when one of them did not, since each knows its own proxies alone.</summary>
    private async Task<IReadOnlyList<T>?> AskAsync<T>(
        IstiodClient istiod, IReadOnlyList<string> pods, string path, Func<byte[], T> read, CancellationToken ct)
        where T : class
    {
        var none = $"no istiod pod (app=istiod) is ready in the namespace '{cluster.IstioNamespace}'.";
        if (pods.Count == 0) _whyNot[path] = _whyNot.GetValueOrDefault("", none);
        var told = new List<T>();
        foreach (var pod in pods)
        {
            var reply = await istiod.AskAsync(pod, path, ct).ConfigureAwait(false);
            try
            {
                if (reply.Body is not null) told.Add(read(reply.Body));
                else _whyNot[path] = reply.WhyNot + ".";
            }
            catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
            {
                _whyNot[path] = "its answer has another form than it had in the versions that are known.";
            }
        }

        return told.Count == pods.Count && told.Count > 0 ? told : null;
    }
}
