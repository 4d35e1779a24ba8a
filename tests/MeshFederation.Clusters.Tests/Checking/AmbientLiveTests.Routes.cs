namespace MeshFederation.Clusters.Tests.Checking;

public sealed partial class AmbientLiveTests
{
    [Fact]
    public async Task Routes_of_the_Gateway_API_beside_a_VirtualService_are_found()
    {
        await using var scene = await AmbientCheckedScene.OpenAsync();
        scene.One.Put("{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: theirs, namespace: shop}, spec: "
            + "{parentRefs: [{group: '', kind: Service, name: reviews, port: 9080}], rules: [{backendRefs: [{name: reviews, port: "
            + "9080}]}]}}");
        scene.One.Put("{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: ours, namespace: shop}, spec: {hosts: "
            + "[reviews], http: [{route: [{destination: {host: reviews}}]}]}}");
        Assert.Contains(
            Found((await scene.ReadAsync()).AsTheyAre()),
            found => found.StartsWith("MF2031 cluster1 HTTPRoute/shop/theirs", StringComparison.Ordinal));
    }
}
