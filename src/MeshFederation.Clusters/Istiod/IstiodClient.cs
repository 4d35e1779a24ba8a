using System.Collections.Concurrent;
using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Istiod;

/// <summary>
/// Asks the istiod pods of one cluster at their monitoring port. Their debug end points answer who comes from the pod itself, or brings
/// an identity of the mesh (istio pilot/pkg/xds/debug.go allowAuthenticatedOrLocalhost), so a port-forward is tried first, as istioctl
/// does, then the API server's proxy. The way that worked once is kept.
/// </summary>
internal sealed class IstiodClient(KubernetesApi api, MeshCluster cluster, IstiodTimes times, TimeProvider clock) : IDisposable
{
    private static readonly IstiodWay[] Ways = [IstiodWay.PortForward, IstiodWay.PodProxy];

    private readonly ConcurrentDictionary<string, PodForward> _forwards = new(StringComparer.Ordinal);
    private volatile IstiodWay _way;

    /// <summary>The cluster.</summary>
    public MeshCluster Cluster => cluster;

    /// <summary>The istiod pods of every revision: each tells its own proxies alone, and these are the cluster's.</summary>
    /// <returns>Those that are ready, and how many are not yet, or not at the moment.</returns>
    /// <exception cref="MeshException">They cannot be read.</exception>
    public async Task<(IReadOnlyList<string> Ready, int Unready)> ReadPodsAsync(CancellationToken ct)
    {
        var pods = await api.ListAsync(ResourceKinds.Pod, cluster.IstioNamespace, ControlPlaneNames.Pods, ct).ConfigureAwait(false);
        var names = pods.Item.Where(IstiodPods.IsReady).Select(pod => pod.Map("metadata")?.Text("name")).OfType<string>();
        return ([.. names.Order(StringComparer.Ordinal)], pods.Item.Count(pod => !IstiodPods.IsReady(pod) && !PodObjects.IsOver(pod)));
    }

    /// <summary>Asks a pod.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="path">The path and query, as <c>debug/syncz</c>.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<IstiodReply> AskAsync(string pod, string path, CancellationToken ct)
    {
        if (_way != IstiodWay.Unknown) return await AskAsync(_way, pod, path, ct).ConfigureAwait(false);
        var refusals = new List<IstiodReply>();
        foreach (var way in Ways)
        {
            var reply = await AskAsync(way, pod, path, ct).ConfigureAwait(false);
            if (reply.Body is null)
            {
                refusals.Add(reply);
                continue;
            }

            _way = way;
            return reply;
        }

        var why = string.Join("; ", refusals.Select(reply => reply.WhyNot));
        return new(null, why, refusals.TrueForAll(reply => reply.IsLasting)) { IsGuess = true };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var forward in _forwards.Values) forward.Dispose();
        _forwards.Clear();
    }

    private async Task<IstiodReply> AskAsync(IstiodWay way, string pod, string path, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(times.Answer, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return Read(way, await SendAsync(way, pod, path, either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return IstiodReply.Silent(
                FormattableString.Invariant($"{Name(way)} it does not answer within {times.Answer.TotalSeconds:0.#} s"));
        }
        catch (HttpRequestException exception) when (exception.InnerException is ApiException { Status: 404, Reason: "NotFound" })
        {
            return IstiodReply.Silent("it is gone");
        }
        catch (HttpRequestException exception) when (exception.InnerException is ApiException or TimeoutException)
        {
            return NoWay(way, exception.InnerException.Message);
        }
        catch (Exception exception) when (exception is HttpRequestException { InnerException: MeshException } or MeshException)
        {
            return IstiodReply.Silent($"{Name(way)} it cannot be reached: {Clause((exception.InnerException ?? exception).Message)}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return NoWay(way, (exception.InnerException ?? exception).Message);
        }
    }

    private Task<ApiAnswer> SendAsync(IstiodWay way, string pod, string path, CancellationToken ct) => way == IstiodWay.PortForward
        ? _forwards.GetOrAdd(
            pod, name => new(api, cluster.IstioNamespace, name, ControlPlaneNames.MonitoringPort, times.Open, clock)).AskAsync(path, ct)
        : api.AskPodAsync(cluster.IstioNamespace, pod, ControlPlaneNames.MonitoringPort, path, ct);

    /// <summary>What breaks a way that has worked before may mend; what has never worked is no way.</summary>
    private IstiodReply NoWay(IstiodWay way, string why) =>
        new(null, $"{Name(way)} it cannot be asked: {Clause(why)}", IsLasting: _way == IstiodWay.Unknown);

    private IstiodReply Read(IstiodWay way, ApiAnswer answer)
    {
        if (answer.Success) return new(answer.Body.ToArray()) { Date = answer.Date };
        var status = answer.ToStatus();
        if (status.Text("reason") == "NotFound") return IstiodReply.Silent("it is gone");
        var said = status.Text("message") is { Length: > 0 } message ? $" ({Clause(message)})" : "";
        var text = FormattableString.Invariant($"{Name(way)} it answers {answer.Status}{said}");
        return answer.Status < 500 || _way == IstiodWay.Unknown ? IstiodReply.Refused(text) : IstiodReply.Silent(text);
    }

    private static string Name(IstiodWay way) => way == IstiodWay.PortForward ? "by a port-forward" : "through the API server's proxy";

    private static string Clause(string text) => text.ReplaceLineEndings(" ").Trim().TrimEnd('.');
}
