using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>
/// An istiod Deployment, as it was found (istio manifests/charts/istio-control/istio-discovery/templates/deployment.yaml).
/// </summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Revision">Its revision; <c>default</c> when it was installed without one.</param>
/// <param name="Version">Its version, where labels or the image tell it.</param>
/// <param name="ClusterDomain">Its argument <c>--domain</c>.</param>
/// <param name="SharedMeshConfig">The ConfigMap with more mesh configuration, <c>SHARED_MESH_CONFIG</c>.</param>
/// <param name="Ready">How many of its pods are ready.</param>
internal sealed record ControlPlane(
    string Namespace, string Revision, IstioVersion? Version, string? ClusterDomain, string? SharedMeshConfig, int Ready)
{
    /// <summary>Whether it runs in the cluster; else it is what is known of one that runs elsewhere.</summary>
    public bool IsHere { get; init; } = true;

    /// <summary>
    /// What its environment says of the variables that decide about a federation's objects, as <c>NAME=value</c>, sorted.
    /// </summary>
    public ValueList<string> Setting { get; init; } = [];

    private static readonly string[] VersionLabels = ["operator.istio.io/version", "app.kubernetes.io/version"];

    /// <summary>The name of what belongs to the revision: <c>istio</c>, or <c>istio-1-30</c>.</summary>
    public string NameOf(string name) => Revision == Revisions.Default ? name : $"{name}-{Revision}";

    /// <summary>
    /// One that runs outside of the cluster, whose configuration the cluster has all the same, as that of a managed one (the ConfigMap
    /// istio-REVISION) or
    /// of a remote cluster's (istio manifests/charts/istio-control/istio-discovery, istiodRemote).
    /// </summary>
    public static ControlPlane Outside(string ns, string? revision, IstioVersion version) =>
        new(ns, revision ?? Revisions.Default, version, null, null, 0) { IsHere = false };

    public static ControlPlane Of(UnstructuredMap deployment)
    {
        var template = PodTemplates.Of(deployment);
        var containers = template.Spec().Maps("containers").ToArray();
        var container = Array.Find(containers, one => one.Text("name") == ControlPlaneNames.Discovery)
            ?? containers.FirstOrDefault()
            ?? UnstructuredMap.Empty;
        return new(
            deployment.Namespace(),
            Revisions.OfIstiod(deployment, container),
            IstioImage.Version(container.Text("image")) ?? Labelled(deployment) ?? Labelled(template),
            Domain(container),
            Variable(container, "SHARED_MESH_CONFIG"),
            (int)(deployment.Status().Number("readyReplicas") ?? 0))
        {
            Setting =
                IstiodVariable.All.Select(name => (name, value: Variable(container, name))).Where(variable => variable.value is not null)
                    .Select(variable => $"{variable.name}={variable.value}").Order(StringComparer.Ordinal).ToValueList(),
        };
    }

    /// <summary>The version that labels tell; <c>unknown</c>, as builds of one's own have it, tells none.</summary>
    public static IstioVersion? Labelled(UnstructuredMap obj) =>
        VersionLabels.Select(label => obj.Label(label) is { } version ? IstioVersion.TryParse(version) : null)
            .FirstOrDefault(version => version is not null);

    private static string? Variable(UnstructuredMap container, string name) =>
        PodObjects.Variable(container, name) is { Length: > 0 } value ? value : null;

    private static string? Domain(UnstructuredMap container)
    {
        var arguments = container.List("args").OfType<string>().ToArray();
        var next = Array.IndexOf(arguments, "--domain") + 1;
        var domain = next > 0
            ? arguments.ElementAtOrDefault(next)
            : Array.Find(arguments, argument => argument.StartsWith("--domain=", StringComparison.Ordinal))?["--domain=".Length..];
        return domain is not null && DnsName.IsHost(domain) ? domain : null;
    }
}
