using System.Globalization;
using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity;

/// <summary>Writes the Secret of a cluster's authority, and restarts what must take it up.</summary>
internal static class IdentityWriter
{
    /// <summary>What <c>kubectl rollout restart</c> writes (kubernetes/kubectl pkg/polymorphichelpers/objectrestarter.go).</summary>
    private const string RestartedAt = "kubectl.kubernetes.io/restartedAt";

    /// <summary>Keeps what is there under another name, then writes; nothing that has changed since it was read is overwritten.</summary>
    /// <returns>What was done.</returns>
    public static async Task<MeshIdentityChange> WriteAsync(
        KubernetesApi api, IdentityStep step, AuthorityWrite write, CancellationToken ct)
    {
        if (write.State.Secret is { } before)
        {
            var secret = (write.State.Cluster, before, AuthoritySecret.Of(write));
            return await ReplaceAsync(api, step, secret, write.Detail, ct).ConfigureAwait(false);
        }

        await SureWrites.WriteAsync(api, ResourceKinds.Secret, AuthoritySecret.Of(write), ct).ConfigureAwait(false);
        return new(write.State.Cluster.Name, step, IdentityAction.Create, write.Detail);
    }

    /// <summary>Writes lists of revoked certificates into a Secret that is there.</summary>
    /// <returns>What was done.</returns>
    public static Task<MeshIdentityChange> WriteAsync(KubernetesApi api, RevocationWrite write, CancellationToken ct)
    {
        var (before, proven) = (write.State.Secret!, write.State.Authority!.Certificate.Fingerprint);
        var after = AuthoritySecret.WithRevocations(before, write.Text, proven);
        return ReplaceAsync(api, IdentityStep.Revoke, (write.State.Cluster, before, after), write.Detail, ct);
    }

    private static async Task<MeshIdentityChange> ReplaceAsync(
        KubernetesApi api,
        IdentityStep step,
        (MeshCluster Cluster, UnstructuredMap Before, UnstructuredMap After) secret,
        string detail,
        CancellationToken ct)
    {
        var name = await SecretBackup.KeepAsync(api, secret.Cluster, secret.Before, ct).ConfigureAwait(false);
        await SureWrites.WriteAsync(api, ResourceKinds.Secret, secret.After, ct).ConfigureAwait(false);
        return new(secret.Cluster.Name, step, IdentityAction.Update, $"{detail}; what it was is in {secret.Cluster.IstioNamespace}/{name}");
    }

    /// <summary>Restarts a workload by the strategy that it has.</summary>
    /// <exception cref="MeshException">It may not be restarted, or is not there.</exception>
    public static Task<UnstructuredMap> RestartAsync(KubernetesApi api, WorkloadName workload, DateTimeOffset now, CancellationToken ct)
    {
        var time = now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return SureWrites.FinishAsync(limit => api.ApplyAsync(
            ResourceKinds.Of("apps/v1", workload.Kind),
            UnstructuredMap.Of(
                ("apiVersion", "apps/v1"),
                ("kind", workload.Kind),
                ("metadata", UnstructuredMap.Of(("name", workload.Name), ("namespace", workload.Namespace))),
                ("spec", UnstructuredMap.Of((PodTemplates.Field, UnstructuredMap.Of(("metadata", UnstructuredMap.Of(
                    ("annotations", UnstructuredMap.Of((RestartedAt, time)))))))))),
            new(Force: true),
            limit), api.Clock, ct);
    }
}
