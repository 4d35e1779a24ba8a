using MeshFederation.Clusters.Identity;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Who signs instead of istiod is told by its environment, and by that of proxies.</summary>
public sealed class SigningProgramTests
{
    private const string Usual = "volumeMounts: [{name: workload-socket, mountPath: /var/run/secrets/workload-spiffe-uds}, {name: "
        + "workload-certs, mountPath: /var/run/secrets/workload-spiffe-credentials}]";

    [Theory]
    [InlineData("env: []", null)]
    [InlineData("env: [{name: ENABLE_CA_SERVER, value: 'true'}], args: [discovery, --monitoringAddr=:15014]", null)]
    [InlineData("env: [{name: ENABLE_CA_SERVER, value: 'false'}]", "another program (ENABLE_CA_SERVER is false)")]
    [InlineData("env: [{name: EXTERNAL_CA, value: ISTIOD_RA_KUBERNETES_API}]", "EXTERNAL_CA ISTIOD_RA_KUBERNETES_API")]
    public void By_istiod(string container, string? program) =>
        Assert.Equal(program, SigningProgram.Of([Read($"{{spec: {{template: {{spec: {{containers: [{{{container}}}]}}}}}}}}")], []));

    [Theory]
    [InlineData("env: [{name: CA_ADDR, value: 'istiod.istio-system.svc:15012'}]", "", null)]
    [InlineData("env: [{name: CA_ADDR, value: 'istiod-1-30.istio-system.svc:15012'}]", "", null)]
    [InlineData("env: [{name: CA_ADDRESS, value: 'https://istiod.istio-system.svc:15012'}]", "", null)]
    [InlineData("env: [{name: CA_PROVIDER, value: Citadel}]", "", null)]
    [InlineData(Usual, "{name: workload-socket, emptyDir: {}}, {name: workload-certs, emptyDir: {}}", null)]
    [InlineData(Usual, "{name: workload-socket, csi: {driver: csi.spiffe.io}}", "SPIRE")]
    [InlineData(Usual, "{name: workload-socket, hostPath: {path: /run/spire}}", "SPIRE (hostPath /run/spire)")]
    [InlineData(
        Usual,
        "{name: workload-certs, csi: {driver: workloadcertificates.security.cloud.google.com}}",
        "another program, by files (workloadcertificates.security.cloud.google.com)")]
    [InlineData(
        "env: [{name: CA_ADDR, value: 'cert-manager-istio-csr.cert-manager.svc:443'}]",
        "",
        "istio-csr (cert-manager-istio-csr.cert-manager.svc:443)")]
    [InlineData("env: [{name: CA_ADDRESS, value: 'https://ca.example:443'}]", "", "another program (https://ca.example:443)")]
    [InlineData("env: [{name: CA_ADDR, value: 'ca.example:443'}]", "", "another program (ca.example:443)")]
    [InlineData(
        "env: [{name: CA_ADDR, value: 'mesh.example:15012'}, {name: PROXY_CONFIG, value: '{\"discoveryAddress\":\"mesh.example:15012\"}'}]",
        "",
        null)]
    [InlineData("env: [{name: CA_PROVIDER, value: GkeWorkloadCertificate}]", "", "another program (CA_PROVIDER GkeWorkloadCertificate)")]
    public void By_proxies(string container, string volumes, string? program) =>
        Assert.Equal(program, SigningProgram.Of([], [Read(
            $"{{spec: {{containers: [{{name: istio-proxy, {container}}}], volumes: [{volumes}]}}}}")]));

    /// <summary>As istio-csr asks to be installed: istiod signs nothing, and that alone does not say who does.</summary>
    [Fact]
    public void By_both() => Assert.Equal(
        "istio-csr (cert-manager-istio-csr.cert-manager.svc:443)",
        SigningProgram.Of(
            [Read("{spec: {template: {spec: {containers: [{env: [{name: ENABLE_CA_SERVER, value: 'false'}]}]}}}}")],
            [Read("{spec: {containers: [{name: istio-proxy, env: [{name: CA_ADDR, value: "
                + "'cert-manager-istio-csr.cert-manager.svc:443'}]}]}}")]));

    /// <summary>What applications are told, and mount, is for them.</summary>
    [Theory]
    [InlineData("env: [{name: CA_ADDRESS, value: 'https://vault:8200'}, {name: CA_PROVIDER, value: letsencrypt}]")]
    [InlineData(Usual)]
    public void Not_by_applications(string container) => Assert.Null(SigningProgram.Of([], [Read(
        $"{{spec: {{containers: [{{name: istio-proxy}}, {{name: app, {container}}}], volumes: [{{name: workload-socket, csi: {{driver: "
        + "csi.spiffe.io}}]}}")]));

    [Theory]
    [InlineData("env: []", null)]
    [InlineData("env: [{name: AUTO_RELOAD_PLUGIN_CERTS, value: 'false'}]", false)]
    [InlineData("env: [{name: AUTO_RELOAD_PLUGIN_CERTS, value: 'true'}]", true)]
    [InlineData("env: [{name: AUTO_RELOAD_PLUGIN_CERTS, value: '1'}]", true)]
    [InlineData("env: [{name: AUTO_RELOAD_PLUGIN_CERTS, value: perhaps}]", null)]
    public void Whether_istiod_follows_its_Secret_is_told_by_its_environment(string container, bool? expected)
    {
        var told = Read($"{{spec: {{template: {{spec: {{containers: [{{name: discovery, {container}}}, {{name: helper}}]}}}}}}}}");
        Assert.Equal(expected, SigningProgram.Reloads(SigningProgram.Istiods(told)));
    }

    /// <summary>Of several istiods one that does not follow is enough.</summary>
    [Fact]
    public void Of_several_that_counts_which_follows_least()
    {
        UnstructuredMap[] told = [Istiod("'true'"), Istiod("'false'")];
        Assert.False(SigningProgram.Reloads(told));
        Assert.Null(SigningProgram.Reloads([told[0], Read("{name: discovery}")]));
        Assert.True(SigningProgram.Reloads([told[0], told[0]]));
        Assert.Null(SigningProgram.Reloads([]));

        static UnstructuredMap Istiod(string value) =>
            Read($"{{name: discovery, env: [{{name: AUTO_RELOAD_PLUGIN_CERTS, value: {value}}}]}}");
    }

    private static UnstructuredMap Read(string text) => YamlReader.ReadText(text, "test").Single().Content;
}
