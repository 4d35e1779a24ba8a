using MeshFederation.Istio.Fields;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Schemas;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Objects;

namespace MeshFederation.Tests.Fields;

/// <summary>Since when Istio has its fields, and that no object is planned with one that its cluster lacks.</summary>
public sealed class FieldTableTests
{
    private static readonly string Published =
        Path.Combine(RepositoryPaths.Root, "tests", "MeshFederation.Tests", "Fields", "crd-fields.tsv");

    [Theory]
    [InlineData("networking.istio.io/VirtualService", "spec.http[].retries.backoff", "1.26.0")]
    [InlineData("networking.istio.io/VirtualService", "spec.http[].retries.attempts", "1.4.0")]
    [InlineData("networking.istio.io/VirtualService", "spec.http[].directResponse.body.string", "1.15.0")]
    [InlineData("security.istio.io/AuthorizationPolicy", "spec.action=AUDIT", "1.8.0")]
    [InlineData("security.istio.io/AuthorizationPolicy", "spec.action=DENY", "1.4.0")]
    [InlineData("networking.istio.io/WorkloadGroup", "spec.template", "1.8.0")]
    public void A_field_is_as_old_as_the_first_version_that_has_it(string kind, string path, string since) =>
        Assert.Equal(IstioVersion.Parse(since), FieldTable.Since(kind, path));

    [Fact]
    public void What_is_no_kind_of_Istio_has_all_its_fields() =>
        Assert.True(FieldTable.Knows("apps/Deployment", "spec.replicas", new(1, 4, 0)));

    [Fact]
    public void The_table_has_the_kinds_of_the_schemas() =>
        Assert.Equal(PublishedSchemas.Kinds.Order(StringComparer.Ordinal), FieldTable.Kinds.Order(StringComparer.Ordinal));

    [Fact]
    public void Newer_fields_are_found_with_their_paths()
    {
        var rule = UnstructuredMap.Of(("spec", UnstructuredMap.Of(("http", UnstructuredList.Of(
            UnstructuredMap.Of(("retries", UnstructuredMap.Of(("attempts", 1L)))),
            UnstructuredMap.Of(("mirrors", UnstructuredList.Of())))))));
        Assert.Equal(
            ("spec.http[1].mirrors", "1.19.0"),
            Assert.Single(NewerField.Of(IstioKind.VirtualService, rule, new(1, 18, 7))) is var field
                ? (field.Path, field.Since.ToString())
                : default);
        Assert.Empty(NewerField.Of(IstioKind.VirtualService, rule, new(1, 19, 0)));
    }

    [Fact]
    public void An_object_with_a_field_that_its_cluster_lacks_is_refused()
    {
        var cluster = new MeshCluster("c1", "c1") { IstioVersion = new(1, 7, 8) };
        var policy = new MeshManifest("c1", UnstructuredMap.Of(
            ("apiVersion", "security.istio.io/v1beta1"),
            ("kind", "AuthorizationPolicy"),
            ("metadata", UnstructuredMap.Of(("name", "p"), ("namespace", "shop"))),
            ("spec", UnstructuredMap.Of(("action", "AUDIT")))));
        var error = Assert.Throws<MeshException>(() => KnownFields.Require(policy, cluster));
        Assert.Equal(MeshErrorId.FieldNewerThanIstio, error.ErrorId);
        Assert.Equal(
            "AuthorizationPolicy/shop/p of the cluster 'c1' needs 'AUDIT' in spec.action, which Istio has from 1.8.0 on; the cluster has "
            + "1.7.8.",
            error.Message);
        Assert.Same(policy, KnownFields.Require(policy, cluster with { IstioVersion = new(1, 8, 0) }));
    }

    [Fact]
    public void The_table_says_what_the_definitions_of_all_versions_say()
    {
        var groups = FieldTable.Kinds.ToDictionary(kind => kind.Split('/')[1], StringComparer.Ordinal);
        var rows = File.ReadLines(Published)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Where(row => row.Length == 4).ToList();
        Assert.True(rows.Count > 1_000);
        Assert.All(rows, row =>
        {
            var (kind, path) = (groups[row[0].Split('.')[0]], row[0][(row[0].IndexOf('.', StringComparison.Ordinal) + 1)..]);
            var first = row[1] is "HEAD" ? new(1, 32, 0) : row[1] is "1.6.0" ? new(1, 4, 0) : IstioVersion.Parse(row[1]);
            Assert.Equal((row[0], first), (row[0], FieldTable.Since(kind, path)));
        });
    }
}
