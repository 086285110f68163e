from tamdan.cli import main

main()
