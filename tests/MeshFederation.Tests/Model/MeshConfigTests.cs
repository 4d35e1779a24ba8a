using MeshFederation.Model.Clusters;

namespace MeshFederation.Tests.Model;

/// <summary>Settings of a mesh as people read them.</summary>
public sealed class MeshConfigTests
{
    [Fact]
    public void What_nobody_set_is_not_told() => Assert.Equal("as Istio has it", MeshConfig.Default.ToString());

    [Fact]
    public void What_is_set_is_told_in_the_words_of_Istio() => Assert.Equal(
        "discoverySelectors istio-discovery=enabled; defaultServiceExportTo .; outboundTrafficPolicy REGISTRY_ONLY; enableAutoMtls false",
        new MeshConfig
        {
            DiscoverySelector = [SelectorSyntax.Parse("istio-discovery=enabled")],
            DefaultServiceExportTo = ["."],
            OutboundTrafficPolicy = OutboundTrafficPolicy.RegistryOnly,
            EnableAutoMtls = false,
        }.ToString());
}
