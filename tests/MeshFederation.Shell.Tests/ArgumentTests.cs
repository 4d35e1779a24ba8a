namespace MeshFederation.Shell.Tests;

/// <summary>The command line: what runs, with which arguments.</summary>
public sealed class ArgumentTests
{
    [Theory]
    [InlineData("name=a b loud=True count=5 rest=", "-Name", "a b", "-Loud", "-Count", "5")]
    [InlineData("name=a loud=False count=2 rest=c+d", "a", "2", "c", "d", "-Loud:false")]
    [InlineData("name=x:y loud=True count=1 rest=", "-Name:x:y", "-Loud:$true")]
    [InlineData("name=$PSHOME 'it’s' \"q\" loud=False count=-3 rest=", "-Name", "$PSHOME 'it’s' \"q\"", "-Count", "-3")]
    public async Task Names_switches_and_positions_are_bound_and_values_are_literal(string expected, params string[] arguments) =>
        Assert.Equal(expected + "\n", (await ShellProgram.Run([ShellProgram.Script("arguments.ps1"), .. arguments])).Succeeded().Output);

    [Fact]
    public async Task A_script_without_parameters_has_its_arguments_in_args() =>
        Assert.Equal("args=one+two three count=2\n", (await ShellProgram.Run(["-File", ShellProgram.Script("simple-arguments.ps1"), "one", "two three"])).Succeeded().Output);

    [Fact]
    public async Task An_argument_that_a_parameter_cannot_take_is_an_error_of_binding()
    {
        var result = (await ShellProgram.Run([ShellProgram.Script("arguments.ps1"), "-Count", "many"])).ExitedWith(1);
        Assert.Equal("", result.Output);
        Assert.Contains("on parameter 'Count'", result.Error);
    }

    [Fact]
    public async Task Standard_input_is_a_script_with_arguments()
    {
        var result = await ShellProgram.Run(["-", "-Name", "a", "-Loud", "more"], input: "param($Name, [switch] $Loud)\n\"$Name $Loud $args\"\nexit 6");
        Assert.Equal("a True more\n", result.ExitedWith(6).Output);
    }

    [Fact]
    public async Task The_words_of_a_command_are_joined() =>
        Assert.Equal("3\n", (await ShellProgram.Run(["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-c", "1", "+", "2"])).Succeeded().Output);

    [Fact]
    public async Task A_script_knows_where_it_is_and_takes_in_others()
    {
        var script = ShellProgram.Script("places.ps1");
        var result = (await ShellProgram.Run(["-wd", Path.GetTempPath(), script])).Succeeded();
        Assert.Equal($"root={Path.GetDirectoryName(script)}\nfile={script}\ncalled=places.ps1\ntype=StringBuilder\nlibrary=dot-sourced\n", result.Output);
    }

    [Fact]
    public async Task What_a_script_requires_must_be_there()
    {
        var result = (await ShellProgram.Run([ShellProgram.Script("requires-what-is-not-there.ps1")])).ExitedWith(1);
        Assert.Equal("", result.Output);
        Assert.Contains("NoSuchModule", result.Error);
    }

    [Theory]
    [InlineData("There is no script 'nowhere.ps1'", "nowhere.ps1")]
    [InlineData("is a folder", ".")]
    [InlineData("There is no option '-Nope'", "-Nope")]
    [InlineData("Nothing to run")]
    [InlineData("-Command wants a value", "-Command")]
    [InlineData("There is no folder 'nowhere'", "-WorkingDirectory", "nowhere", "-c", "1")]
    public async Task What_cannot_be_run_is_said_in_one_line(string expected, params string[] arguments)
    {
        var result = (await ShellProgram.Run(arguments)).ExitedWith(1);
        Assert.Equal("", result.Output);
        Assert.Contains(expected, Assert.Single(result.Error.TrimEnd('\n').Split('\n')));
    }

    [Theory]
    [InlineData("-Help")]
    [InlineData("--help")]
    [InlineData("-?")]
    public async Task Help_says_how_it_is_used(string option) =>
        Assert.Contains("usage: MeshFederation.Shell", (await ShellProgram.Run([option])).Succeeded().Output);

    [Fact]
    public async Task The_version_names_the_engine_too() =>
        Assert.Matches(@"\AMeshFederation\.Shell \d+\.\d+\.\d+, engine of PowerShell 7\.\d+\.\d+\n\z", (await ShellProgram.Run(["-Version"])).Succeeded().Output);
}
