namespace MeshFederation.Planning.Identities;

/// <summary>A workload that can be restarted.</summary>
/// <param name="Kind">Its kind: <c>Deployment</c>, <c>StatefulSet</c> or <c>DaemonSet</c>.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
public sealed record WorkloadName(string Kind, string Namespace, string Name)
{
    /// <summary>As kubectl takes it behind <c>-n NAMESPACE</c>.</summary>
    /// <returns>The text, as <c>deployment/istiod</c>.</returns>
    public override string ToString() => $"{Kind.ToLowerInvariant()}/{Name}";
}
