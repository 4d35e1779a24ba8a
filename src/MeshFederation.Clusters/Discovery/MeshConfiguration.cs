using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>What federation needs of Istio's mesh configuration (istio.io/api mesh/v1alpha1, MeshConfig).</summary>
internal sealed record MeshConfiguration
{
    /// <summary>Istio's own default (istio pkg/config/mesh/mesh.go, DefaultMeshConfig).</summary>
    public string TrustDomain { get; init; } = MeshCluster.UsualDomain;

    public ValueList<string> TrustDomainAlias { get; init; } = [];

    public ValueList<string> TrustedDomain { get; init; } = [];

    public string? RootNamespace { get; init; }

    public bool DnsCapture { get; init; }

    /// <summary>What of it decides about the objects of a federation.</summary>
    public MeshConfig Settings { get; init; } = MeshConfig.Default;

    /// <summary>Reads the configuration. Of each field the last that says something counts; lists do not add up.</summary>
    public static MeshConfiguration Of(params IEnumerable<UnstructuredMap> configurations)
    {
        var mesh = new MeshConfiguration();
        foreach (var configuration in configurations)
        {
            var metadata = configuration.Map("defaultConfig")?.Map("proxyMetadata");
            mesh = mesh with
            {
                TrustDomain = configuration.Text(MeshConfigWords.TrustDomain) is { Length: > 0 } domain ? domain : mesh.TrustDomain,
                TrustDomainAlias = Texts(configuration, MeshConfigWords.TrustDomainAliases) ?? mesh.TrustDomainAlias,
                TrustedDomain = configuration.ContainsKey(MeshConfigWords.Authorities)
                    ? configuration.Maps(MeshConfigWords.Authorities)
                        .SelectMany(authority => Texts(authority, MeshConfigWords.AuthorityDomains) ?? [])
                        .Distinct(StringComparer.Ordinal).ToValueList()
                    : mesh.TrustedDomain,
                RootNamespace = configuration.Text("rootNamespace") ?? mesh.RootNamespace,
                DnsCapture = metadata is not null && metadata.TryGetValue("ISTIO_META_DNS_CAPTURE", out var capture)
                    ? MeshSettings.IsOn(capture)
                    : mesh.DnsCapture,
                Settings = MeshSettings.Read(configuration, mesh.Settings),
            };
        }

        return mesh;
    }

    private static ValueList<string>? Texts(UnstructuredMap map, string key) =>
        map.ContainsKey(key) ? map.List(key).OfType<string>().ToValueList() : null;
}
