using CsCheck;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Tests.Comparison;

public sealed class ObjectDifferenceTests
{
    [Theory]
    [InlineData(
        "{spec: {http: [{route: [{weight: 75}, {weight: 25}]}]}}", "{spec: {http: [{route: [{weight: 75}, {weight: 50}]}]}}",
        "spec.http[0].route[1].weight: 25 → 50")]
    [InlineData(
        "{spec: {subsets: [{name: v1, labels: {a: b}}, {name: v2}]}}", "{spec: {subsets: [{name: v1, labels: {a: c}}, {name: v2}]}}",
        "spec.subsets[v1].labels.a: b → c")]
    [InlineData("{spec: {subsets: [{name: v1}]}}", "{spec: {subsets: [{name: v0}, {name: v1}]}}", "spec.subsets[v0]: null → {name: v0}")]
    [InlineData(
        "{spec: {subsets: [{name: v1}, {name: v2}]}}", "{spec: {subsets: [{name: v2}, {name: v1}]}}", "spec.subsets: [v1, v2] → [v2, v1]")]
    [InlineData("{spec: {hosts: [a, b, c]}}", "{spec: {hosts: [a, c]}}", "spec.hosts[b]: b → null")]
    [InlineData("{spec: {addresses: [240.0.0.1]}}", "{spec: {addresses: [240.0.0.2]}}", "spec.addresses[0]: 240.0.0.1 → 240.0.0.2")]
    [InlineData(
        "{metadata: {labels: {example.com/team: a}}}", "{metadata: {labels: {example.com/team: b}}}",
        "metadata.labels['example.com/team']: a → b")]
    [InlineData("{spec: {host: a}}", "{spec: {host: a, exportTo: ['*']}}", "spec.exportTo: null → ['*']")]
    public void A_difference_names_its_field(string before, string after, string difference) =>
        Assert.Equal(difference, Assert.Single(ObjectDifference.Of(TestYaml.Read(before), TestYaml.Read(after))).ToString());

    [Theory]
    [InlineData(
        "{metadata: {resourceVersion: '1', generation: 1, uid: a, managedFields: []}, status: {a: 1}}",
        "{metadata: {resourceVersion: '2', generation: 2, uid: b}, status: {a: 2}}")]
    [InlineData("{spec: {a: 1, b: 2}}", "{spec: {b: 2, a: 1}}")]
    public void What_servers_keep_and_the_order_of_keys_are_no_difference(string before, string after) =>
        Assert.Empty(ObjectDifference.Of(TestYaml.Read(before), TestYaml.Read(after)));

    [Fact]
    public void A_changed_value_is_found_wherever_it_lies_and_nothing_else() =>
        (from manifest in PlannedManifest.Any
         from place in Mutation.Place(manifest.Spec)
         select (manifest, place)).Sample(
            (manifest, place) =>
            {
                Assert.Empty(ObjectDifference.Of(manifest.Content, manifest.Content));
                var changed = manifest.Content.With("spec", Mutation.At(manifest.Spec, place));
                var differences = ObjectDifference.Of(manifest.Content, changed);
                Assert.NotEmpty(differences);
                Assert.All(differences, difference => Assert.StartsWith("spec.", difference.Path, StringComparison.Ordinal));
                Assert.InRange(differences.Count, 1, 2);
            },
            iter: 100);
}
